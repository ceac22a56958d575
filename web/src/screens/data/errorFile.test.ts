import { expect, it } from "vitest";
import { fileName } from "@/api/client";
import { errorTable } from "./errorFile";

it("writes faults so that commas and quotes in them do no harm", () => {
  expect(errorTable([{ line: 3, column: "value", message: '"十二"不是数，应填数字' }])).toBe('\uFEFF行,列,问题\r\n3,"value","""十二""不是数，应填数字"\r\n');
});

it("takes the Chinese name of a download before the plain one", () => {
  expect(fileName("attachment; filename=\"table.xlsx\"; filename*=UTF-8''%E5%8F%B0%E8%B4%A6.xlsx")).toBe("台账.xlsx");
  expect(fileName('attachment; filename="table.xlsx"')).toBe("table.xlsx");
  expect(fileName(null)).toBeUndefined();
});
