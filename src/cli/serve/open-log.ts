import process from "node:process";
import { destination, pino } from "pino";
import { visible } from "../../document/visible.ts";
import { traceOf } from "../../engine/measure/trace-ids.ts";
import type { Redaction } from "../../model/redaction.ts";
import type { Terminal } from "../terminal.ts";
import type { Remarks } from "./open-database.ts";
import { isWanted } from "./open-tracing.ts";

/**
 * What the service says beside its work: in sentences to a person at a terminal, else as lines of
 * JSON. One line for each, however long and hostile the text of an error is; secrets in none.
 */
export function openLog(terminal: Terminal, redaction: Redaction): Remarks {
  return terminal.screen === undefined ? writeLines(redaction) : tell(terminal, redaction);
}

function tell({ note }: Terminal, { text }: Redaction): Remarks {
  return {
    note: (what) => note(visible(text(what))),
    warn: (what, error, { run, step } = {}) => {
      const about = [run, step].filter((part) => part !== undefined).join(" ");
      const place = about === "" ? "" : ` (${about})`;
      note(visible(text(`${what}${place}: ${shortened(String(error))}`)));
    },
  };
}

const STDERR = 2;
const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

function writeLines(redaction: Redaction): Remarks {
  const wanted = process.env["LOG_LEVEL"] ?? "";
  const log = pino(
    {
      level: LEVELS.includes(wanted) ? wanted : "info",
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (level) => ({ level }),
        log: (facts) => redaction.value(facts),
      },
    },
    destination({ dest: STDERR, sync: true }),
  );
  const isTraced = isWanted();
  const say = (what: string): string => shortened(redaction.text(what));
  return {
    note: (what) => log.info(say(what)),
    warn: (what, error, about = {}) => {
      const { run } = about;
      const trace = isTraced && run !== undefined ? { trace_id: traceOf(run) } : {};
      log.warn({ ...about, ...trace, ...factsOf(error) }, say(what));
    },
  };
}

function factsOf(error: unknown) {
  if (!(error instanceof Error)) return { error: shortened(String(error)) };
  const { stack } = error;
  return {
    error: shortened(String(error)),
    ...(stack !== undefined && { stack: shortened(stack) }),
  };
}

/** A stack or an answer that somebody else chose must not fill a disk. */
const LONGEST = 4_000;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}…`;
}
