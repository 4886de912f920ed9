import type { Expression } from "../../../expr/expression.ts";
import type { Failure } from "../../../model/failure.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { Turn } from "../turn.ts";
import { valuesOf } from "../values.ts";

export type Answer =
  | { readonly ok: true; readonly value: boolean }
  | { readonly ok: false; readonly failure: Failure };

/** True or false at this moment, or the reason why it cannot be said. */
export function evaluateCondition(
  turn: Turn,
  condition: Expression,
  more: JsonObject = {},
): Answer {
  const evaluated = condition.evaluate(valuesOf(turn.program, turn.run, more));
  if (!evaluated.ok) return evaluated;
  const { value } = evaluated;
  if (typeof value === "boolean") return { ok: true, value };
  return {
    ok: false,
    failure: {
      code: "E203",
      message: `"${condition.source}" gave ${JSON.stringify(value).slice(0, 80)}, not true or false`,
      remedy: "Compare the value with something, so that the answer is true or false.",
      retry: "never",
    },
  };
}
