// Runs what a button asks for and tells how it went; while it runs the button waits.

import { ElMessage } from "element-plus";
import { type Ref, ref, shallowRef } from "vue";
import { ApiError } from "@/api/client";

export interface Tell {
  isBusy: Ref<boolean>;
  /** The last failure, for dialogs that show it in place. */
  error: Ref<ApiError | undefined>;
  /** Whether it went well; what the user typed is never touched. */
  tell: <Result>(work: () => Promise<Result>, said: (result: Result) => string) => Promise<boolean>;
}

/** `isInPlace`: failures are shown by the caller with `error`, not as a passing message. */
export function useTell(isInPlace = false): Tell {
  const isBusy = ref(false);
  const error = shallowRef<ApiError>();
  async function tell<Result>(work: () => Promise<Result>, said: (result: Result) => string): Promise<boolean> {
    isBusy.value = true;
    error.value = undefined;
    try {
      const words = said(await work());
      if (words) ElMessage.success(words);
      return true;
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      error.value = cause;
      if (!isInPlace) ElMessage({ type: "error", message: cause.message, duration: 8000, showClose: true });
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  return { isBusy, error, tell };
}
