import { DatabaseError } from "pg";
import type { Code } from "../../../model/codes.ts";
import type { Objection } from "./objection.ts";

/** Why a database did not let us in, by what was thrown when we knocked. */
export function whyNotIn(place: string, error: unknown): Objection {
  const { says, remedy, code } = KEPT_OUT[reasonIn(error)];
  return { level: "error", code, message: `${place}: ${says}: ${detailIn(error)}`, remedy };
}

const KEPT_OUT = {
  login: {
    code: "E532",
    says: "the server does not let us in",
    remedy: "Mend the role or the password in the address, or the rules in pg_hba.conf.",
  },
  missing: {
    code: "E533",
    says: "there is no such database",
    remedy: "Make it with createdb, or mend its name in the address.",
  },
  unreached: {
    code: "E531",
    says: "it cannot be reached",
    remedy: "Check host and port, and whether the server runs and can be reached from here.",
  },
} as const satisfies Record<string, { code: Code; says: string; remedy: string }>;

/** Classes of PostgreSQL's own codes: a login that failed, a right that is missing. */
const LOGIN = ["28000", "28P01", "42501"];
const NO_SUCH_DATABASE = "3D000";

function reasonIn(error: unknown): keyof typeof KEPT_OUT {
  if (error instanceof DatabaseError) {
    if (error.code === NO_SUCH_DATABASE) return "missing";
    return LOGIN.includes(error.code ?? "") ? "login" : "unreached";
  }
  // The client itself ends a login for which it has no password.
  return error instanceof Error && error.message.startsWith("SASL") ? "login" : "unreached";
}

function detailIn(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(detailIn).join(", ");
  return error instanceof Error ? error.message : String(error);
}
