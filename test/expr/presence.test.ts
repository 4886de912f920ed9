import { describe, expect, test } from "vitest";
import { compiled, guardsOf } from "./incident.ts";

const BACKLOG = "steps.depth.outputs.backlog";
const OWNER = "steps.depth.outputs.owner";
const RAN = 'ran("depth")';
const HAS = `has(${OWNER})`;

describe("a step's outputs", () => {
  test("need to be known to be there", () => {
    expect(compiled(`1 < ${BACKLOG}`).unguarded(new Set())).toEqual([
      { span: { start: 4, end: 15 }, path: "steps.depth", guard: RAN },
    ]);
  });

  test("need nothing more where the step is known to have run", () => {
    expect(guardsOf(`${BACKLOG} > 1`, new Set([RAN]))).toEqual([]);
    expect(guardsOf(`${BACKLOG} > 1`, new Set(['ran("workers")']))).toEqual([RAN]);
  });

  test("are complained about once, however often they are used", () => {
    expect(guardsOf(`${BACKLOG} > 1 && ${BACKLOG} < 9 && ${BACKLOG} != 5`)).toEqual([RAN]);
  });

  test("have a status that is always there", () => {
    expect(guardsOf("steps.depth.status != 'failed'")).toEqual([]);
  });

  test("have an error only where it is asked for", () => {
    expect(guardsOf("steps.depth.error.code == 'E303'")).toEqual(["has(steps.depth.error)"]);
    expect(guardsOf("has(steps.depth.error) && steps.depth.error.code == 'E303'")).toEqual([]);
  });

  test.each([
    `${RAN} && ${BACKLOG} > 1`,
    `${RAN} ? ${BACKLOG} > 1 : false`,
    `!${RAN} || ${BACKLOG} > 1`,
    `!${RAN} ? false : ${BACKLOG} > 1`,
    `!(!${RAN}) && ${BACKLOG} > 1`,
    `(${RAN} && params.max_pods > 1) && ${BACKLOG} > 1`,
    `!(${RAN} && params.max_pods > 1) || ${BACKLOG} > 1`,
    `${RAN} == true && ${BACKLOG} > 1`,
    `${RAN} == false || ${BACKLOG} > 1`,
    `${RAN} != false && ${BACKLOG} > 1`,
    `steps.depth.status == 'done' && ${BACKLOG} > 1`,
    `${RAN} && params.zones.all(z, ${BACKLOG} > size(z))`,
    `(params.max_pods > 1 ? ${RAN} : ${RAN}) && ${BACKLOG} > 1`,
  ])("are guarded in %s", (source) => {
    expect(guardsOf(source)).toEqual([]);
  });

  test.each([
    `${BACKLOG} > 1 && ${RAN}`,
    `${RAN} || ${BACKLOG} > 1`,
    `!${RAN} && ${BACKLOG} > 1`,
    `(${RAN} || params.max_pods > 1) && ${BACKLOG} > 1`,
    `${RAN} ? true : ${BACKLOG} > 1`,
    `(params.max_pods > 1 ? ${RAN} : true) && ${BACKLOG} > 1`,
    `ran("workers") && ${BACKLOG} > 1`,
    `steps.depth.status == 'failed' && ${BACKLOG} > 1`,
    `steps.depth.status != 'done' && ${BACKLOG} > 1`,
    `params.zones.all(z, ${RAN}) && ${BACKLOG} > 1`,
  ])("are not guarded in %s", (source) => {
    expect(guardsOf(source)).toEqual([RAN]);
  });
});

describe("a field that may be missing", () => {
  test("needs its own guard besides the step's", () => {
    expect(guardsOf(`${OWNER} == 'a'`)).toEqual([RAN, HAS]);
    expect(guardsOf(`${RAN} && ${OWNER} == 'a'`)).toEqual([HAS]);
    expect(guardsOf(`${RAN} && ${HAS} && ${OWNER} == 'a'`)).toEqual([]);
  });

  test("is asked for without a guard", () => {
    expect(guardsOf(HAS)).toEqual([]);
    expect(guardsOf("steps.depth.outputs.?owner.orValue('none')")).toEqual([RAN]);
    expect(guardsOf("steps.depth.?outputs.owner.orValue('none')")).toEqual([]);
  });

  test("can be guarded inside of a loop", () => {
    const known = new Set(['ran("locks")']);
    const held = "steps.locks.outputs.held";
    expect(guardsOf(`${held}.exists(l, l.note == 'x')`, known)).toEqual(["has(l.note)"]);
    expect(guardsOf(`${held}.exists(l, has(l.note) && l.note == 'x')`, known)).toEqual([]);
    expect(guardsOf(`${held}.map(l, has(l.note) ? l.note : '')`, known)).toEqual([]);
    expect(guardsOf(`${held}.map(l, l.?note.orValue(''))`, known)).toEqual([]);
  });

  test("of one item says nothing about another", () => {
    const source = "steps.locks.outputs.held.all(l, has(l.note))";
    expect([...compiled(source).implies]).toEqual([]);
  });

  test("may stand at a place that only its position names", () => {
    const known = new Set(['ran("locks")']);
    const first = "steps.locks.outputs.held[0].note";
    expect(guardsOf(first, known)).toEqual([`has(${first})`]);
    expect(guardsOf(`has(${first}) ? ${first} : ''`, known)).toEqual([]);
  });

  test("does not hide what has to be computed before it can be asked for", () => {
    const source = "has(steps.locks.outputs.held.filter(l, l.note == 'x')[0].note)";
    expect(guardsOf(source)).toEqual(['ran("locks")', "has(l.note)"]);
  });
});

describe("a condition that was true", () => {
  test.each([
    [RAN, [RAN]],
    [`${RAN} && ${HAS}`, [RAN, HAS]],
    [`${RAN} || ${HAS}`, []],
    [`!${RAN}`, []],
    [`${RAN} == false`, []],
    [`!(!${RAN} || params.max_pods > 1)`, [RAN]],
    ["steps.depth.status == 'done'", [RAN]],
    [`params.max_pods > 1 ? ${RAN} : ${RAN}`, [RAN]],
  ])("%s implies %j", (source, facts) => {
    expect([...compiled(source).implies]).toEqual(facts);
  });
});

describe("ran", () => {
  test.each([
    ["done", true],
    ["skipped", false],
    ["failed", false],
  ])("of a step that is %s is %s", (status, value) => {
    const result = compiled(RAN).evaluate({ steps: { depth: { status } } });
    expect(result).toEqual({ ok: true, value });
  });

  test("of a step that nobody has heard of yet is false", () => {
    expect(compiled(RAN).evaluate({})).toEqual({ ok: true, value: false });
    expect(compiled(RAN).evaluate({ steps: {} })).toEqual({ ok: true, value: false });
  });
});
