import { parseValueAs } from "../../document/parse-as.ts";
import { compileTree, type PlacedTemplate } from "../../expr/fill.ts";
import { isAssignable } from "../../model/assignable.ts";
import { type Field, fieldAt } from "../../model/field-at.ts";
import { leavesOf } from "../../model/json.ts";
import type { Path, Problem } from "../../model/problem.ts";
import { shapeWords } from "../../model/shape-words.ts";
import type { Playbook } from "../../playbook/format/playbook.ts";
import type { AnyKind } from "../../steps/step-kind.ts";
import type { Subject } from "../subject.ts";
import { mixesSafely, peopleOnly } from "./data-in-fields.ts";
import { type KindUse, kindUses } from "./kind-uses.ts";
import { error } from "./rule.ts";

/** What a kind is given: literals by the kind's own schema, holes by type and by where they stand. */
export function* fields({ playbook, scopes, world }: Subject): Generator<Problem> {
  for (const use of kindUses(playbook)) {
    const kind = world.kinds.get(use.kind);
    if (kind === undefined) continue;
    yield* literalsFit(use, kind);
    yield* forgottenSigns(use, kind);
    const compiled = compileTree(use.with, scopes.foreachItem(use.step.id));
    if (!compiled.ok) continue;
    for (const placed of compiled.tree.templates) {
      if (isAskedOfPoll(use, placed.at)) continue;
      const field = fieldAt(kind.params, placed.at);
      const at = [...use.at, "with", ...placed.at];
      if (field !== undefined) yield* holesFit(placed, field, playbook, at);
    }
  }
}

/** What a `wait_until` hands on is a use of its own, of the kind that is polled. */
function isAskedOfPoll({ role, step }: KindUse, at: Path): boolean {
  return role === "step" && step.kind === "wait_until" && at[0] === "with";
}

function* literalsFit(use: KindUse, kind: AnyKind): Generator<Problem> {
  const at = [...use.at, "with"];
  const parsed = parseValueAs(kind.params, use.with, at);
  if (parsed.ok) return;
  const holed = [...leavesOf(use.with, at)].filter(([, leaf]) => hasHole(leaf));
  for (const problem of parsed.problems) {
    if (holed.some(([hole]) => isWithin(hole, problem.at))) continue;
    yield problem.code === "E111" ? problem : { ...problem, code: "E122" };
  }
}

/** `{{ x }}` is what other tools write, and here it would be sent as it stands. */
function* forgottenSigns(use: KindUse, kind: AnyKind): Generator<Problem> {
  for (const [inside, leaf] of leavesOf(use.with)) {
    const found = typeof leaf === "string" ? FORGOTTEN_SIGN.exec(leaf) : null;
    if (found === null || fieldAt(kind.params, inside)?.holes === "literal") continue;
    const [braces] = found;
    yield error({
      code: "E204",
      at: [...use.at, "with", ...inside],
      span: { start: found.index, end: found.index + braces.length },
      message: `${braces} is plain text; data comes in through a \${{ }}`,
      fix: `write $${braces}; if the braces are meant, write \${{ "{{" }}`,
    });
  }
}

const FORGOTTEN_SIGN = /(?<!\$)\{\{\s*[A-Za-z_][^{}]*\}\}/;

function hasHole(leaf: unknown): boolean {
  return typeof leaf === "string" && leaf.includes("${{");
}

function isWithin(hole: Path, at: Path): boolean {
  return at.length >= hole.length && hole.every((segment, index) => segment === at[index]);
}

function* holesFit(
  { template }: PlacedTemplate,
  field: Field,
  playbook: Playbook,
  at: Path,
): Generator<Problem> {
  const [first] = template.holes;
  if (field.holes === "literal" && first !== undefined) {
    yield error({
      code: "E205",
      at,
      span: first.span,
      message: `"${at.at(-1)}" must be known before any alert comes, so it takes no \${{ }}`,
      fix: remedyOfLiteral(at),
    });
    return;
  }
  if (template.whole && first !== undefined) {
    const { shape } = first.expression;
    if (isAssignable(shape, field.shape)) {
      if (field.holes === "exact") yield* peopleOnly(template, playbook, at);
      return;
    }
    yield error({
      code: "E203",
      at,
      span: first.span,
      message: `"${at.at(-1)}" takes ${shapeWords(field.shape)}, and this is ${shapeWords(shape)}`,
      fix:
        field.holes === "text"
          ? "add words around it, such as: Only ${{ … }} left"
          : "convert it, or use another value",
    });
    return;
  }
  if (field.holes === "exact") yield* mixesSafely(template, at);
}

function remedyOfLiteral(at: Path): string {
  const field = at.at(-1);
  if (field === "path") return "name the place with a {slot} and give its value under slots:";
  if (field === "that") return "write a bare expression";
  return "write it out; what varies goes into another field or another playbook";
}
