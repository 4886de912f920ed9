import { expect, test } from "vitest";
import { pagerdutyNote } from "../../../src/steps/pagerduty/note.ts";

test("a note says where it goes when the playbook does", () => {
  const say = (given: object) => pagerdutyNote.describe(pagerdutyNote.params.parse(given));

  expect(say({ text: "It goes on" })).toBe("Note on the incident: It goes on");
  expect(say({ text: "It goes on", service: "shop" })).toBe(
    "Note on the incident of shop: It goes on",
  );
});
