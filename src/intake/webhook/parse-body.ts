import { visible } from "../../document/visible.ts";
import { type Answer, answer, refuse } from "../api/refusal.ts";
import { findHostile } from "./hostile-key.ts";

/** A body as JSON in which no name means anything to JavaScript itself. */
export function parseBody(text: string): Answer<unknown> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse("E373", "The body is not JSON", "Send what Alertmanager's webhook sends.");
  }
  const hostile = findHostile(body);
  if (hostile === undefined) return answer(body);
  const at = visible(hostile.slice(0, 4).join("."));
  return refuse(
    "E374",
    `The body has a name that no alert has, or is nested too deep: ${at}`,
    "Look who sends this; a label of this name has to be renamed or dropped in the alerting rule.",
  );
}
