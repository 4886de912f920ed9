import { formatDuration } from "../../model/duration.ts";
import type { Program } from "../../playbook/program.ts";
import { rehearse } from "../rehearse.ts";
import { sceneOf } from "../scene.ts";
import { type Seen, seenOf } from "../seen.ts";
import { type Expectation, PlaybookTest } from "../test-file.ts";
import { answersOf } from "./answers-of.ts";
import type { RecordedEnd, RecordedEvent } from "./recording.ts";
import { stubsOf } from "./stubs-of.ts";

/** A test that was made from a run, or why none can be. */
export type TestOfRun =
  | { readonly is: "test"; readonly test: PlaybookTest }
  | { readonly is: "impossible"; readonly because: string };

/**
 * Turns what a run met into a test, and plays it once: a test that went another way than the run
 * would say something about it that is not true.
 */
export function testOfRun(
  name: string,
  events: readonly RecordedEvent[],
  end: RecordedEnd,
  program: Program,
): TestOfRun {
  const [started] = events;
  if (started?.is !== "started") return impossible("its record does not say how it began");
  if (events.some(({ is }) => is === "stopped")) {
    return impossible("somebody stopped it, and in a test there is nobody who would");
  }
  const met = {
    name,
    params: started.params,
    mode: started.mode,
    stub: stubsOf(events, program),
    answers: answersOf(events, end, program),
    expect: {},
  };
  const resolved = events.find((event) => event.is === "alert_resolved");
  // That the alert was over decides little, and people answer sooner or later than in a test.
  const worlds = [
    met,
    ...(resolved === undefined
      ? []
      : [{ ...met, alert_resolves_after: formatDuration(resolved.at - started.at) }]),
  ];
  for (const world of worlds) {
    const { test, seen } = play(PlaybookTest.parse(world), program);
    if (seen !== undefined && isAsRecorded(seen, end)) {
      return { is: "test", test: { ...test, expect: expectationOf(seen) } };
    }
  }
  return impossible(`played again, it does not end as ${end.outcome} by the same steps`);
}

function impossible(because: string): TestOfRun {
  return { is: "impossible", because };
}

interface Played {
  readonly test: PlaybookTest;
  /** Nothing where it cannot be played to its end. */
  readonly seen: Seen | undefined;
}

/** What was still on its way when the run ended is not on record, and is no longer heard here either. */
function play(test: PlaybookTest, program: Program): Played {
  const rehearsal = rehearse(program, sceneOf(NO_DEFAULTS, test));
  switch (rehearsal.is) {
    case "refused":
    case "ended":
      return { test, seen: seenOf(rehearsal) };
    case "missing": {
      const { section, key } = rehearsal.missing;
      if (section === "answers" || Object.hasOwn(test.stub, key)) return { test, seen: undefined };
      return play({ ...test, stub: { ...test.stub, [key]: UNHEARD } }, program);
    }
    case "endless":
      return { test, seen: undefined };
  }
}

const UNHEARD = { fails: { message: "It had not answered when the run ended" } };

const NO_DEFAULTS = { params: {}, stub: {}, answers: {} };

/** A step that waited for people in vain has begun, and did nothing that would be on record. */
function isAsRecorded({ outcome, path }: Seen, end: RecordedEnd): boolean {
  const played = new Set(path);
  return outcome === end.outcome && [...end.ran].every((step) => played.has(step));
}

function expectationOf({
  outcome,
  path,
  changed,
  undone,
  error,
  outputs,
  told,
}: Seen): Expectation {
  const [first] = told;
  return {
    outcome,
    path: [...path],
    changed: [...changed],
    ...(undone.length > 0 && { undone: [...undone] }),
    ...(error !== undefined && { error }),
    ...(first !== undefined && { escalated_to: first }),
    ...(Object.keys(outputs).length > 0 && { outputs }),
  };
}
