import type { Hole, Template } from "../../expr/template.ts";
import type { Path, Problem } from "../../model/problem.ts";
import type { Playbook } from "../../playbook/format/playbook.ts";
import { error } from "./rule.ts";

/** Words and data may be joined for a machine only where the data cannot change what the words mean. */
export function* mixesSafely(template: Template, at: Path): Generator<Problem> {
  for (const hole of template.holes) {
    if (isSafePart(hole)) continue;
    yield error({
      code: "E209",
      at,
      span: hole.span,
      message: `${hole.expression.source.trim()} may hold any text, so it cannot become part of a longer one here`,
      fix: "let it be the whole value, or take it from a param of type name, id, enum or int",
    });
  }
}

function isSafePart({ expression: { shape, sort } }: Hole): boolean {
  return shape.is === "int" || (shape.is === "text" && sort !== "text" && sort !== "other");
}

/** A param of type `text` holds whatever an alert says, and only people may read that. */
export function* peopleOnly(template: Template, playbook: Playbook, at: Path): Generator<Problem> {
  for (const { expression, span } of template.holes) {
    const texts = [...expression.source.matchAll(/\bparams\.([a-z][a-z0-9_]*)/g)]
      .map(([, name = ""]) => name)
      .filter((name) => playbook.params[name]?.type.endsWith("text"));
    const [name] = texts;
    if (name === undefined) continue;
    yield error({
      code: "E209",
      at,
      span,
      message: `params.${name} is text for people, and "${at.at(-1)}" is read by a machine`,
      fix: `give params.${name} the type name, id or enum`,
    });
  }
}
