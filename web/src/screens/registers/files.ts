// Files of a row: taken away by whoever may see the row.

import type { Ref } from "vue";
import { download } from "@/api/client";
import type { RegisterFileView } from "@/api/views";
import { useTell } from "@/parts/useTell";
import { params, useBook } from "./book";

export function useFileDownload(): { isBusy: Ref<boolean>; save: (key: string, file: RegisterFileView) => void } {
  const book = useBook();
  const { isBusy, tell } = useTell();
  function save(key: string, file: RegisterFileView): void {
    const { path, query } = params(book());
    const wanted = { ...query, key, field: file.field, digest: file.digest };
    void tell(
      () => download(`/api/registers/${path.pack}/${path.register}/row/file`, wanted),
      (name) => `已下载 ${name}`,
    );
  }
  return { isBusy, save };
}
