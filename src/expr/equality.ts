import { didYouMean } from "../model/did-you-mean.ts";
import type { Span } from "../model/problem.ts";
import { comparison, refuseComparison } from "./comparison.ts";
import { convert, shapeOf } from "./convert.ts";
import { isEqual } from "./equal.ts";
import { type Part, pathOf, type Place } from "./part.ts";
import { learn, not, type Presence, ran } from "./presence.ts";
import { refuse } from "./refusal.ts";
import { stepOfStatus } from "./step-presence.ts";
import { unify } from "./types.ts";

export function checkEquality(
  op: "==" | "!=",
  left: Part,
  right: Part,
  span: Span,
  place: Place,
): Part {
  const type = unify(shapeOf(left), shapeOf(right));
  if (!type) refuseComparison(left, right, span);
  refuseImpossibleChoice(left, right, place);
  refuseImpossibleChoice(right, left, place);
  const l = convert(left, type, place) ?? left;
  const r = convert(right, type, place) ?? right;
  const equal = comparison(left, right, span, (frame) =>
    isEqual(type, l.run(frame), r.run(frame), frame),
  );
  const presence = presenceOfEquality(left, right, equal.presence);
  if (op === "==") return { ...equal, presence };
  return { ...equal, presence: not(presence), run: (frame) => equal.run(frame) === false };
}

/** `ran("x") == false` and `steps.x.status == "done"` say something about presence too. */
function presenceOfEquality(left: Part, right: Part, otherwise: Presence): Presence {
  if (right.literal === true) return left.presence;
  if (right.literal === false) return not(left.presence);
  const step = right.literal === "done" ? stepOfStatus(left.path ?? "") : undefined;
  return step === undefined ? otherwise : learn(ran(step));
}

/** A choice that is compared with something it can never be is a typing error. */
function refuseImpossibleChoice(choice: Part, literal: Part, place: Place): void {
  const { type } = choice;
  if (type.is !== "text" || !type.of || choice.literal !== undefined) return;
  const { literal: text } = literal;
  if (typeof text !== "string" || type.of.includes(text)) return;
  const meant = didYouMean(text, type.of);
  refuse(
    "E203",
    literal.span,
    `${pathOf(choice, place)} is never ${JSON.stringify(text)}`,
    meant === undefined ? `use one of: ${type.of.join(", ")}` : `did you mean "${meant}"?`,
  );
}
