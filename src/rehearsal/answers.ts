import { changes } from "../model/effect-class.ts";
import type { JsonValue } from "../model/json.ts";
import type { ProgramStep } from "../playbook/program.ts";

/** Nobody says anything, and the question expires. */
export const EXPIRE = "expire";

export const APPROVAL_WORDS = ["approve", "deny", EXPIRE] as const;

/** How a person settles an effect in doubt. */
export const VERDICT_WORDS = ["happened", "not_happened", "unknown"] as const;

/** What a test may let people answer to a step: these words, or any text at all. */
export function answersTo(step: ProgramStep): readonly string[] | "any" {
  if (step.kind.kind === "ask") return answersToQuestion(step);
  const words = asksApproval(step) ? APPROVAL_WORDS : [];
  return step.effect === "once" ? [...words, ...VERDICT_WORDS] : words;
}

function answersToQuestion({ step }: ProgramStep): readonly string[] | "any" {
  const choices = choicesOf(step.with["choices"] ?? null);
  return choices === undefined ? "any" : [...choices, EXPIRE];
}

/** The choices of an `ask`; nothing when any text will do, or data decides. */
export function choicesOf(choices: JsonValue): readonly string[] | undefined {
  if (!Array.isArray(choices)) return undefined;
  const words = choices.filter((choice) => typeof choice === "string" && !choice.includes("${{"));
  return words.length === choices.length ? words : undefined;
}

/** In mode `approve` every change asks, whether or not it says so. */
function asksApproval({ step, kind, effect }: ProgramStep): boolean {
  return step.approve !== undefined || (kind.carrier === "step" && changes(effect));
}
