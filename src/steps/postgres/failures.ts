import type { Failure } from "../../model/failure.ts";
import type { SqlChanged, SqlMiss } from "../../ports/sql-database.ts";

/** What was asked, as far as the verdict and its wording need it. */
export interface Asked {
  readonly connection: string;
  /** Whether asking once more does no harm: a read, or a change whose key is remembered. */
  readonly repeatable: boolean;
}

type Miss<Is extends SqlChanged["is"]> = Extract<SqlChanged, { is: Is }>;

export function noResult(miss: SqlMiss, asked: Asked): Failure {
  const { connection } = asked;
  switch (miss.is) {
    case "unreached":
      return neverLeft(miss, connection);
    case "refused":
      return refused(miss, asked);
    case "broken_off":
      return {
        code: "E601",
        message: `The connection to ${connection} broke before anything was committed; nothing was changed`,
        remedy: `Look whether ${connection} is restarting, failing over or short of memory.`,
        detail: miss.detail,
        retry: asked.repeatable ? "later" : "never",
      };
    case "too_large":
      return {
        code: "E604",
        message: `The rows from ${connection} are larger than the 1 MiB that is read; nothing was changed`,
        remedy: "Select fewer columns or rows, or shorten long texts with left().",
        retry: "never",
      };
    case "same_columns":
      return {
        code: "E305",
        message: `The rows from ${connection} have two columns named "${miss.name}"; nothing was changed`,
        remedy: "Name each column on its own, with as.",
        retry: "never",
      };
  }
}

function neverLeft({ why, detail }: Miss<"unreached">, connection: string): Failure {
  const retry = "never_left";
  switch (why) {
    case "not_ready":
      return {
        code: "E601",
        message: `The connection ${connection} could not be made ready; nothing was sent`,
        remedy: `Look whether connections.yaml has ${connection}, and whether its url can be read.`,
        detail,
        retry,
      };
    case "connection_failed":
      return {
        code: "E601",
        message: `The database of ${connection} could not be reached; nothing was sent`,
        remedy: `Check host, port, user and password of ${connection}, and whether it takes more connections.`,
        detail,
        retry,
      };
    case "aborted":
      return {
        code: "E303",
        message: `The statement for ${connection} was stopped before anything was sent`,
        remedy: "Nothing has happened at the other side; the step can be run again.",
        detail,
        retry,
      };
  }
}

function refused(
  { why, state, detail }: Miss<"refused">,
  { connection, repeatable }: Asked,
): Failure {
  const said = { code: "E602", detail: detail.slice(0, 2_000) } as const;
  const passing = repeatable ? "later" : "never";
  switch (why) {
    case "would_write":
      return {
        ...said,
        message: `${connection} refused the statement because it would write, and this step only reads`,
        remedy: "Use postgres.execute for what changes something; look for functions that write.",
        retry: "never",
      };
    case "several_statements":
      return {
        ...said,
        message: `${connection} refused the text because it holds several statements`,
        remedy: "Give each statement a step of its own, or join them by with.",
        retry: "never",
      };
    case "too_slow":
      return {
        ...said,
        message: `${connection} gave the statement up because it took too long; nothing was changed`,
        remedy: `Look at its plan with explain, or raise statement_timeout of ${connection}.`,
        retry: passing,
      };
    case "cannot_now":
      return {
        ...said,
        message: `${connection} could not carry the statement out at the moment (${state}); nothing was changed`,
        remedy: "Look with postgres.locks at who is in the way.",
        retry: passing,
      };
    case "no_such_table":
    case "not_loaded":
    case "other":
      return {
        ...said,
        message: `${connection} refused the statement (${state}); nothing was changed`,
        remedy: "Read its answer in the step's detail, and try the statement there.",
        retry: "never",
      };
  }
}

export function otherCount(
  { count }: Miss<"other_count">,
  { min, max }: { readonly min: number; readonly max: number },
  { connection }: Asked,
): Failure {
  const few = count < min ? `${min} or more` : `${max} at most`;
  return {
    code: "E607",
    message: `The statement would have touched ${count} rows of ${connection}, but ${few} were expected, so all of it was taken back`,
    remedy: "Look at the rows before running it again; the world differs from what its author saw.",
    retry: "never",
  };
}

export function noMarkers({ table, detail }: Miss<"no_markers">, { connection }: Asked): Failure {
  return {
    code: "E602",
    message: `${connection} has no table ${table} to remember its effects; nothing was changed`,
    remedy: `Make it: create table ${table} (key text primary key, at timestamptz not null default now(), result jsonb).`,
    detail,
    retry: "never",
  };
}

export function inDoubt({ detail }: Miss<"in_doubt">, { connection, repeatable }: Asked): Failure {
  if (repeatable) {
    return {
      code: "E601",
      message: `The commit was sent to ${connection}, but no answer came back`,
      remedy: `Look whether ${connection} is restarting or failing over.`,
      detail,
      retry: "later",
    };
  }
  return {
    code: "E605",
    message: `The commit was sent to ${connection}, but no answer came back; it is not sent again by itself`,
    remedy: `Look at the rows in ${connection}, then settle the run as happened or not happened.`,
    detail,
    retry: "never",
  };
}
