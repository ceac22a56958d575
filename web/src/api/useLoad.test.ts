import { effectScope, nextTick, ref } from "vue";
import { expect, it } from "vitest";
import { ApiError } from "./client";
import { type Load, useLoad } from "./useLoad";

/** A question whose answers are given by hand, in any order. */
function asked() {
  const question = ref<string | undefined>("first");
  const answers = new Map<string, { give: (data: string) => void; refuse: (cause: unknown) => void }>();
  let load!: Load<string>;
  effectScope().run(() => {
    load = useLoad(
      () => question.value,
      (name) => new Promise<string>((give, refuse) => answers.set(name, { give, refuse })),
    );
  });
  return { question, answers, load };
}

it("drops the late answer to an old question", async () => {
  const { question, answers, load } = asked();
  question.value = "second";
  await nextTick();
  answers.get("second")?.give("new");
  await nextTick();
  answers.get("first")?.give("old");
  await nextTick();
  expect(load.data.value).toBe("new");
  expect(load.loading.value).toBe(false);
});

it("keeps the old data in view when a new question fails, with the reason", async () => {
  const { question, answers, load } = asked();
  answers.get("first")?.give("good");
  await nextTick();
  question.value = "second";
  await nextTick();
  answers.get("second")?.refuse(new ApiError("network", "断开", [], 0, undefined));
  await nextTick();
  await nextTick();
  expect(load.data.value).toBe("good");
  expect(load.error.value?.message).toBe("断开");
});

it("asks nothing while there is no question", async () => {
  const { question, answers } = asked();
  question.value = undefined;
  await nextTick();
  expect([...answers.keys()]).toEqual(["first"]);
});
