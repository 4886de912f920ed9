import { describe, expect, test } from "vitest";
import { z } from "zod";
import { connection, literal, name, text, value } from "../../src/model/fields.ts";
import { fieldAt } from "../../src/model/field-at.ts";

const schema = z.strictObject({
  connection: connection("http", "prometheus"),
  replicas: z.int().optional(),
  names: z.array(name()),
  query: z.record(z.string(), value()),
  rules: z.array(z.strictObject({ path: literal(), note: text() })),
  body: z
    .json()
    .meta({ pitcrew: { holes: "exact" } })
    .optional(),
  unmarked: z.json(),
  outcome: z.enum(["a", "b"]),
});

describe("the field at a path", () => {
  test("has the shape and the marks that its schema declares", () => {
    expect(fieldAt(schema, ["connection"])).toEqual({
      shape: { is: "text", sort: "text" },
      meta: { holes: "literal", connection: ["http", "prometheus"] },
      holes: "literal",
    });
  });

  test("is found inside lists, maps and lists of objects", () => {
    expect(fieldAt(schema, ["names", 3])?.shape).toEqual({ is: "text", sort: "name" });
    expect(fieldAt(schema, ["query", "any-key"])?.holes).toBe("exact");
    expect(fieldAt(schema, ["rules", 0, "note"])?.holes).toBe("text");
  });

  test("is the whole block for the empty path", () => {
    expect(fieldAt(schema, [])?.shape.is).toBe("object");
  });

  test.each([
    [["replica"]],
    [["__proto__"]],
    [["constructor"]],
    [["names", "first"]],
    [["query", 0]],
    [["replicas", "deeper"]],
    [["rules", 0, "other"]],
  ])("does not exist at %j", (path) => {
    expect(fieldAt(schema, path)).toBeUndefined();
  });

  test("stays free data at any depth inside free data", () => {
    expect(fieldAt(schema, ["body", "a", 0, "b"])).toEqual({
      shape: { is: "any" },
      meta: { holes: "exact" },
      holes: "exact",
    });
  });
});

describe("holes of a field", () => {
  test("are open for a whole number or list whose parts are open", () => {
    expect(fieldAt(schema, ["replicas"])?.holes).toBe("exact");
    expect(fieldAt(schema, ["names"])?.holes).toBe("exact");
    expect(fieldAt(schema, ["query"])?.holes).toBe("exact");
  });

  test("are closed for text and free data that say nothing about them", () => {
    expect(fieldAt(schema, ["outcome"])?.holes).toBe("literal");
    expect(fieldAt(schema, ["unmarked", "deep"])?.holes).toBe("literal");
  });

  test("are closed for a list or object with one closed part", () => {
    expect(fieldAt(schema, ["rules"])?.holes).toBe("literal");
    expect(fieldAt(schema, [])?.holes).toBe("literal");
  });
});
