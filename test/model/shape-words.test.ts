import { expect, test } from "vitest";
import { ANY, ID, INT, NAME, object, type Shape, TEXT } from "../../src/model/shape.ts";
import { shapeWords } from "../../src/model/shape-words.ts";

const choice = (...of: readonly string[]): Shape => ({ is: "text", sort: "choice", of });

test.each<[Shape, string]>([
  [INT, "a whole number"],
  [TEXT, "a text"],
  [NAME, "a name"],
  [ID, "an id"],
  [choice("prod", "staging"), "one of prod, staging"],
  [choice("prod"), '"prod"'],
  [{ is: "text", sort: "choice" }, "a text"],
  [{ is: "list", of: INT }, "a list"],
  [{ is: "map", of: INT }, "a map"],
  [object({}), "an object"],
  [ANY, "anything"],
])("%j is %s", (shape, words) => {
  expect(shapeWords(shape)).toBe(words);
});
