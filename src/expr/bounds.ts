import type { JsonValue } from "../model/json.ts";
import { LIMITS } from "./limits.ts";
import { stop } from "./stop.ts";

export function boundList(items: readonly JsonValue[], what: string): readonly JsonValue[] {
  if (items.length <= LIMITS.listItems) return items;
  stop(
    `${what} has ${items.length} items; an expression may walk ${LIMITS.listItems}`,
    "Let the step that makes the list narrow it first.",
  );
}

/** A text that a loop looks at. */
export function boundInLoop(text: string, what: string): string {
  if (text.length <= LIMITS.textInLoop) return text;
  stop(
    `${what} has ${text.length} characters; inside a loop a text may have ${LIMITS.textInLoop}`,
    "Let the step that makes the text shorten it, or use it outside of the loop.",
  );
}

/** A text that an expression makes, so that no chain of `+` can grow without end. */
export function boundText(text: string, inLoop: boolean): string {
  const most = inLoop ? LIMITS.textInLoop : LIMITS.text;
  if (text.length <= most) return text;
  stop(
    `The expression makes a text of ${text.length} characters; ${inLoop ? "inside a loop " : ""}it may make ${most}`,
    "Join less text, or pass the parts as fields of their own.",
  );
}
