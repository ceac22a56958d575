import { expect, it } from "vitest";
import { lightTag, milestonesOf, milestonesText } from "./milestones";

it("milestones are typed one a line and refused as a whole where a line is something else", () => {
  const steps = [
    { period: "2024-12", value: "500" },
    { period: "2025-09", value: "970.5" },
  ];
  expect(milestonesOf("2024-12 500\n\n 2025-09：970.5 ")).toEqual(steps);
  expect(milestonesOf("2024-12 500\n2025-09 很多")).toBeUndefined();
  expect(milestonesOf("2024-12 -500")).toBeUndefined();
  expect(milestonesOf("")).toBeUndefined();
  expect(milestonesText(steps as never)).toBe("2024-12 500\n2025-09 970.5");
});

it("what was granted or made up stays yellow", () => {
  expect(["green", "yellow_extended", "yellow_made_up", "red", "not_due"].map((light) => lightTag(light as never))).toEqual(["success", "warning", "warning", "danger", "info"]);
});
