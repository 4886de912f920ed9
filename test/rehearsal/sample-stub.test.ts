import { expect, test } from "vitest";
import { parse } from "yaml";
import { shapeOf } from "../../src/model/shape-of.ts";
import { object } from "../../src/model/shape.ts";
import { sampleOf } from "../../src/rehearsal/sample-stub.ts";
import { kinds } from "../fixtures/kinds.ts";

const KINDS = [...kinds.values()];

test.each(KINDS)("the sample for $kind is a stub that its schema accepts", ({ output }) => {
  const sample = parse(sampleOf(shapeOf(output)));

  expect(output.safeParse(sample).error).toBeUndefined();
});

test("leaves out what may be missing", () => {
  expect(sampleOf(object({ a: { is: "int" }, b: { is: "bool" } }, ["b"]))).toBe("{ a: 0 }");
});

test("quotes a choice that YAML would take for something else", () => {
  expect(sampleOf({ is: "text", sort: "choice", of: ["true", "false"] })).toBe('"true"');
});
