import type { Failure } from "../../../model/failure.ts";
import type { Holder } from "../../../model/holder.ts";
import type { Locked } from "../event.ts";

/** Nothing was sent, because another has what it needs for itself. */
export function heldFailure({ target, by }: Locked): Failure {
  return {
    code: "E309",
    message: `${target} is held by ${nameOf(by)}`,
    remedy: `Wait until it is free, or look at that ${by.is}.`,
    retry: "never_left",
  };
}

export function nameOf({ is, id, reason }: Holder): string {
  return `the ${is} ${id}: ${reason}`;
}
