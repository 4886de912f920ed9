import { DatabaseError } from "pg";
import type { SqlMiss, SqlRefusal } from "../../ports/sql-database.ts";

type Broken = Extract<SqlMiss, { is: "refused" | "broken_off" }>;

/** What an error tells about a statement that was not committed yet. */
export function missOf(error: unknown): Broken {
  // Anything but ERROR ends the session, and does not say what the statement would have come to.
  if (!(error instanceof DatabaseError) || error.severity !== "ERROR") {
    return { is: "broken_off", detail: String(error) };
  }
  const { code: state = "", message, hint } = error;
  const detail = [`${state} ${message}`, hint].filter((part) => part !== undefined).join("; ");
  return { is: "refused", why: whyOf(state, message), state, detail };
}

function whyOf(state: string, message: string): SqlRefusal {
  if (state === "42601" && message.includes("multiple commands")) return "several_statements";
  const why = WHY.get(state);
  if (why !== undefined) return why;
  return state.startsWith("53") ? "cannot_now" : "other";
}

const WHY: ReadonlyMap<string, SqlRefusal> = new Map<string, SqlRefusal>([
  ["25006", "would_write"],
  ["57014", "too_slow"],
  ["55P03", "cannot_now"],
  ["40001", "cannot_now"],
  ["40P01", "cannot_now"],
  ["42P01", "no_such_table"],
  ["55000", "not_loaded"],
]);
