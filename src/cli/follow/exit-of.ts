import type { Outcome } from "../../model/outcome.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";

/** What a script learns from how a run ended. Nobody's work was done by a run that was stopped. */
export function exitOf(outcome: Outcome): ExitCode {
  switch (outcome) {
    case "resolved":
    case "nothing_to_do":
    case "suggested":
      return EXIT.done;
    case "failed":
    case "cancelled":
      return EXIT.runFailed;
    case "escalated":
      return EXIT.escalated;
    case "denied":
      return EXIT.denied;
    case "refused":
      return EXIT.refused;
    case "unknown":
      return EXIT.unknown;
  }
}
