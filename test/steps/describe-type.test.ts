import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  connection,
  destination,
  duration,
  expression,
  id,
  name,
  person,
  text,
} from "../../src/model/fields.ts";
import { nodeOf } from "../../src/model/shape-of.ts";
import { describeType } from "../../src/steps/describe-type.ts";

describe("a type in words", () => {
  test.each([
    [name(), "name"],
    [id(), "id"],
    [text(), "text"],
    [duration(), "duration"],
    [destination(), "destination"],
    [person(), "person or team"],
    [connection("http", "prometheus"), "connection of type http or prometheus"],
    [expression("before", "after"), "expression over `before`, `after`"],
    [z.enum(["up", "down"]), "`up`, `down`"],
    [z.literal("up"), "`up`"],
    [z.int(), "whole number"],
    [z.int().min(1), "whole number from 1 on"],
    [z.int().max(9), "whole number up to 9"],
    [z.int().min(-1).max(9), "whole number from -1 to 9"],
    [z.number().min(0.5), "number from 0.5 on"],
    [z.boolean(), "true or false"],
    [z.json(), "any value"],
    [z.array(name()), "list of name"],
    [z.record(z.string(), z.array(z.int())), "map of list of whole number"],
    [z.strictObject({ a: z.int() }), "object"],
  ])("is what a reader calls it: case %#", (schema, words) => {
    expect(describeType(nodeOf(schema))).toBe(words);
  });

  test("does not exist for what no kind may use", () => {
    expect(() => describeType(nodeOf(z.null()))).toThrow(TypeError);
  });
});
