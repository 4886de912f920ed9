import { expect, test } from "vitest";
import { changes } from "../../src/model/effect-class.ts";
import { parseDuration } from "../../src/model/duration.ts";
import { metaOf } from "../../src/model/fields.ts";
import {
  fieldsOf,
  isAny,
  itemsOf,
  mapValuesOf,
  nodeOf,
  type SchemaNode,
  shapeOf,
} from "../../src/model/shape-of.ts";
import type { AnyKind } from "../../src/steps/step-kind.ts";

/** Promises that every kind makes to the checker, the docs and the editor. */
export function exerciseKind(kind: AnyKind): void {
  test(`${kind.kind}: has a name in lower case, with its family before the dot`, () => {
    expect(kind.kind).toMatch(/^[a-z][a-z0-9]*(?:[._][a-z0-9]+)*$/);
  });

  test(`${kind.kind}: the example passes its own schema, and says everything that has no default`, () => {
    expect(kind.params.parse(kind.example)).toMatchObject(kind.example);
  });

  test(`${kind.kind}: refuses a field that it does not know`, () => {
    const parsed = kind.params.safeParse({ ...kind.example, no_such_field: 1 });

    expect(parsed.error?.issues[0]?.code).toBe("unrecognized_keys");
  });

  test(`${kind.kind}: what it takes and gives has a shape that expressions can use`, () => {
    expect(shapeOf(kind.params).is).toBe("object");
    expect(shapeOf(kind.output).is).toBe("object");
  });

  test(`${kind.kind}: each text and each piece of free data says whether data may stand in it`, () => {
    expect(undecided(nodeOf(kind.params), [])).toEqual([]);
  });

  test(`${kind.kind}: data never chooses a connection, a destination, a person or an expression`, () => {
    expect(openDoors(nodeOf(kind.params), [])).toEqual([]);
  });

  test(`${kind.kind}: says in one sentence what it will do`, () => {
    const sentence = kind.describe(kind.params.parse(kind.example));

    expect(sentence).toMatch(/^[A-Z].*[^.\s]$/);
  });

  test(`${kind.kind}: ends at some time even when the playbook does not say when`, () => {
    expect(parseDuration(kind.timeout)).toBeGreaterThan(0);
  });

  // A kind that the engine carries out touches no system, so it has nothing to lock or take back.
  if (kind.carrier === "engine") return;
  test(`${kind.kind}: its class, its targets and its undo tell the same story`, () => {
    const targets = kind.targets(kind.params.parse(kind.example));

    expect(targets.length > 0).toBe(changes(kind.effect));
    expect(kind.undo.is !== "unneeded").toBe(changes(kind.effect));
    expect(kind.inDoubt !== undefined).toBe(kind.effect === "once");
    expect(kind.temporary === true && kind.undo.is !== "possible").toBe(false);
  });
}

/** Choices are told apart by their schema; every other text could be anything. */
function undecided(node: SchemaNode, path: readonly string[]): readonly string[] {
  if (metaOf(node).holes !== undefined) return [];
  const isText = node.type === "string" && node.enum === undefined && node.const === undefined;
  if (isText || isAny(node)) return [path.join(".")];
  return partsOf(node).flatMap(([name, part]) => undecided(part, [...path, name]));
}

function openDoors(node: SchemaNode, path: readonly string[]): readonly string[] {
  const { connection, destination, service, person, expression, holes } = metaOf(node);
  const isDoor =
    [connection, expression].some((named) => named !== undefined) ||
    [destination, service, person].includes(true);
  if (isDoor && holes !== "literal") return [path.join(".")];
  return partsOf(node).flatMap(([name, part]) => openDoors(part, [...path, name]));
}

function partsOf(node: SchemaNode): readonly (readonly [string, SchemaNode])[] {
  if (node.type === "array") return [["*", itemsOf(node)]];
  if (node.type !== "object") return [];
  const values = mapValuesOf(node);
  return values === undefined ? Object.entries(fieldsOf(node)) : [["*", values]];
}
