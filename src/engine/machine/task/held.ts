import type { Braked } from "../../../model/braked.ts";
import type { Failure } from "../../../model/failure.ts";
import type { Holder } from "../../../model/holder.ts";
import type { Locked, Unapproved } from "../event.ts";
import type { Obstacle } from "../attempt.ts";

/** Nothing was sent, because another has what it needs for itself. */
export function heldFailure({ target, by }: Pick<Locked, "target" | "by">): Failure {
  return {
    code: "E309",
    message: `${target} is held by ${nameOf(by)}`,
    remedy: `Wait until it is free, or look at that ${by.is}.`,
    retry: "never_left",
  };
}

/** Nothing was sent, because a brake says no. */
export function heldBackFailure({ code, message, remedy }: Braked): Failure {
  return { code, message, remedy, retry: "never_left" };
}

/** Nothing was sent, because its approval does not hold any more. */
export function unapprovedFailure({ because }: Unapproved): Failure {
  return {
    code: "E324",
    message: `It was not sent, because its approval does not hold: ${because.join(" ")}`,
    remedy: "Look at what was done so far, and start the rest anew.",
    retry: "never",
  };
}

export function nameOf({ is, id, reason }: Holder): string {
  return `the ${is} ${id}: ${reason}`;
}

/** What a change waits for, as a part of a sentence. */
export function obstacleInWords(obstacle: Obstacle): string {
  switch (obstacle.is) {
    case "lock":
      return `waits for ${obstacle.target}, held by ${nameOf(obstacle.by)}`;
    case "brake":
      return `held back: ${obstacle.by.message}`;
  }
}
