import { describe, expect, test } from "vitest";
import { z } from "zod";
import { duration, id, name, text, value } from "../../src/model/fields.ts";
import { shapeOf } from "../../src/model/shape-of.ts";

describe("the shape of a schema", () => {
  test("tells names, ids, choices and free text apart", () => {
    expect(shapeOf(name())).toEqual({ is: "text", sort: "name" });
    expect(shapeOf(id())).toEqual({ is: "text", sort: "id" });
    expect(shapeOf(z.enum(["up", "down"]))).toEqual({
      is: "text",
      sort: "choice",
      of: ["up", "down"],
    });
    expect(shapeOf(z.literal("up"))).toEqual({ is: "text", sort: "choice", of: ["up"] });
    expect(shapeOf(text())).toEqual({ is: "text", sort: "text" });
    expect(shapeOf(value())).toEqual({ is: "text", sort: "text" });
  });

  test("keeps the sort of a text that was narrowed after it was marked", () => {
    expect(shapeOf(name().max(5))).toEqual({ is: "text", sort: "name" });
    expect(shapeOf(name().optional())).toEqual({ is: "text", sort: "name" });
  });

  test("tells whole numbers from others, and knows booleans and durations", () => {
    expect(shapeOf(z.int().min(1))).toEqual({ is: "int" });
    expect(shapeOf(z.number())).toEqual({ is: "number" });
    expect(shapeOf(z.boolean())).toEqual({ is: "bool" });
    expect(shapeOf(duration())).toEqual({ is: "duration" });
  });

  test("follows lists and maps into what they hold", () => {
    expect(shapeOf(z.array(z.int()))).toEqual({ is: "list", of: { is: "int" } });
    expect(shapeOf(z.record(z.string(), z.boolean()))).toEqual({ is: "map", of: { is: "bool" } });
  });

  test("lists the fields that may be missing, and not those with a default", () => {
    const schema = z.strictObject({
      always: z.int(),
      maybe: z.int().optional(),
      filled: z.int().default(3),
    });

    expect(shapeOf(schema)).toMatchObject({ is: "object", optional: ["maybe"] });
  });

  test("treats free data as anything", () => {
    expect(shapeOf(z.json())).toEqual({ is: "any" });
    expect(shapeOf(z.unknown())).toEqual({ is: "any" });
    expect(shapeOf(z.record(z.string(), z.json()))).toEqual({ is: "map", of: { is: "any" } });
  });

  test.each([
    ["a nullable field", z.strictObject({ a: z.string().nullable() })],
    ["a union", z.union([z.string(), z.int()])],
    ["a tuple", z.tuple([z.string(), z.int()])],
    ["null", z.null()],
  ])("refuses %s, which no expression could use", (_, schema) => {
    expect(() => shapeOf(schema)).toThrow(TypeError);
  });
});
