import { describe, expect, it } from "vitest";
import { commandOf, inTurn } from "./useKeys";

it("knows its keys and leaves those of the browser alone", () => {
  expect([commandOf("Enter", false), commandOf("z", true), commandOf("y", true)]).toEqual(["confirm", "undo", "redo"]);
  expect([commandOf("d", true), commandOf("F5", false)]).toEqual([undefined, undefined]);
});

describe("keys pressed while the server answers", () => {
  /** The server answers when it is told to. */
  function server() {
    const done: string[] = [];
    const answers: ((taken: boolean) => void)[] = [];
    const press = inTurn<string>((what) => {
      done.push(what);
      return new Promise((answer) => answers.push(answer));
    });
    const answer = async (taken: boolean): Promise<void> => {
      answers.shift()?.(taken);
      await new Promise((later) => setTimeout(later));
    };
    return { done, press, answer };
  }

  it("wait for their turn, and none is lost", async () => {
    const { done, press, answer } = server();
    for (const key of ["a", "b", "c"]) press(key);
    expect(done).toEqual(["a"]);
    await answer(true);
    expect(done).toEqual(["a", "b"]);
    await answer(true);
    await answer(true);
    press("d");
    expect(done).toEqual(["a", "b", "c", "d"]);
  });

  it("are dropped when the one before was refused", async () => {
    const { done, press, answer } = server();
    for (const key of ["a", "b", "c"]) press(key);
    await answer(false);
    press("d");
    expect(done).toEqual(["a", "d"]);
  });
});
