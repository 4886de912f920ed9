import { z } from "zod";
import type { ChartMark } from "../../chart/line-chart.ts";
import { changes } from "../../model/effect-class.ts";
import { type Numbers, numbersIn } from "./numbers-in.ts";

/** What a step, or the check of one, has read. */
export interface Reading extends Numbers {
  readonly step: string;
  readonly item: number;
  /** Whether it says if a change helped, or whether to wait on; otherwise it is the step's own. */
  readonly isCheck: boolean;
}

/** A run's record as far as it has been read. */
export interface Readings {
  /** The latest entry that counts. */
  readonly seq: number;
  readonly readings: readonly Reading[];
  /** When which step has changed something. */
  readonly marks: readonly ChartMark[];
  /** Those that were about to change something, each with its item. */
  readonly changing: ReadonlySet<string>;
}

export const NOTHING_READ: Readings = { seq: 0, readings: [], marks: [], changing: new Set() };

/** An entry as the record keeps it, on the server and in an export. */
export interface Kept {
  readonly seq: number;
  readonly at: number;
  readonly body: string;
}

const About = z.object({ step: z.string(), item: z.int(), phase: z.string() });

/** Entries of other versions may lack or add fields; what is there is told. */
const Body = z.object({
  event: z.looseObject({ is: z.string() }),
  intents: z.array(About.extend({ effect: z.enum(["read", "idempotent", "once"]) })).default([]),
});

const Succeeded = About.extend({
  is: z.literal("performed"),
  result: z.object({ is: z.literal("succeeded"), output: z.json() }),
});

/** Adds the next entries of a record. */
export function readOn(before: Readings, next: Iterable<Kept>): Readings {
  let { seq } = before;
  const readings = [...before.readings];
  const marks = [...before.marks];
  const changing = new Set(before.changing);
  for (const entry of next) {
    ({ seq } = entry);
    const { event, intents } = Body.parse(JSON.parse(entry.body));
    const { data: done } = Succeeded.safeParse(event);
    if (done !== undefined && done.phase === "run" && changing.has(nameOf(done))) {
      marks.push({ at: entry.at, label: done.step });
    }
    const isCheck = done !== undefined && CHECKS.has(done.phase);
    if (isCheck || done?.phase === "run") {
      const { step, item, result } = done;
      readings.push({ step, item, isCheck, ...numbersIn(result.output, entry.at) });
    }
    for (const intent of intents) {
      if (intent.phase === "run" && changes(intent.effect)) changing.add(nameOf(intent));
    }
  }
  return { seq, readings: readings.filter(({ lines }) => lines.length > 0), marks, changing };
}

const CHECKS: ReadonlySet<string> = new Set(["before", "after", "poll"]);

function nameOf({ step, item }: z.infer<typeof About>): string {
  return JSON.stringify([step, item]);
}
