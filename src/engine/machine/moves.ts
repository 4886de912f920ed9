import type { RunEvent, Started } from "./event.ts";
import type { Change, Run, StepState, TaskState } from "./state.ts";

/**
 * What makes one state of another: an event; `time` that has passed; `closing`, because the run
 * ends; or the machine `itself`, which goes on as far as it can.
 */
export type Cause = RunEvent["is"] | Started["is"] | "time" | "closing" | "itself";

type Phase = Run["phase"];

export type RunState =
  | Exclude<Phase["is"], "closing">
  | `closing_${Extract<Phase, { readonly is: "closing" }>["stage"]}`;

/** From each state, `none` for one that is not there yet, to those that may follow it. */
type Moves<State extends string> = Readonly<
  Record<State | "none", Readonly<Partial<Record<State, readonly Cause[]>>>>
>;

interface AllMoves {
  readonly run: Moves<RunState>;
  readonly step: Moves<StepState["is"]>;
  readonly task: Moves<TaskState["is"]>;
  /** Of one change that was made. */
  readonly undo: Moves<Change["undo"]["is"]>;
}

export const LEVELS = ["run", "step", "task", "undo"] as const satisfies (keyof AllMoves)[];

export type Level = (typeof LEVELS)[number];

/**
 * Every change of state that there is. Nothing asks this table what to do; it is what the machine
 * was seen to do, and a test holds the two equal: no move but these, and none of these in vain.
 */
const MOVES: AllMoves = {
  run: {
    none: { running: ["started"] },
    running: {
      closing_draining: ["itself", "time", "voted", "settled", "child_ended", "stopped", "revoked"],
    },
    closing_draining: { closing_undoing: ["itself"] },
    closing_undoing: { ended: ["itself"] },
    ended: { taking_back: ["undo_asked"] },
    taking_back: { ended: ["itself"] },
  },
  step: {
    none: {
      skipped: ["itself"],
      planning: ["itself"],
      running: ["itself"],
      undoing: ["itself"],
    },
    waiting: {},
    skipped: {},
    planning: {
      awaiting_approval: ["itself", "revoked"],
      running: ["itself"],
      undoing: ["performed", "time"],
      stopped: ["closing"],
    },
    awaiting_approval: { planning: ["voted"], stopped: ["closing"] },
    running: {
      planning: ["performed"],
      awaiting_approval: ["revoked"],
      done: ["itself"],
      undoing: ["itself"],
      stopped: ["itself"],
    },
    undoing: { rescuing: ["itself"], failed: ["itself"] },
    rescuing: { failed: ["itself"] },
    done: {},
    failed: {},
    stopped: {},
  },
  task: {
    none: { waiting: ["itself"] },
    waiting: {
      planning: ["itself"],
      looking: ["itself"],
      acting: ["itself"],
      in_doubt: ["itself"],
      polling: ["itself"],
      sleeping: ["itself"],
      asking: ["itself"],
      calling: ["itself"],
      done: ["itself"],
      failed: ["itself"],
      dropped: ["itself", "closing", "performed", "time"],
    },
    planning: {
      waiting: ["performed", "revoked"],
      failed: ["performed", "time"],
      dropped: ["closing", "performed", "time"],
    },
    looking: {
      waiting: ["performed", "revoked"],
      acting: ["performed"],
      in_doubt: ["performed"],
      asking: ["performed"],
      failed: ["performed", "time"],
      dropped: ["closing"],
    },
    acting: {
      waiting: ["performed"],
      arriving: ["performed"],
      checking: ["performed"],
      in_doubt: ["performed", "time", "record_lost"],
      done: ["performed"],
      failed: ["performed", "time"],
      dropped: ["performed", "closing"],
    },
    arriving: {
      checking: ["performed"],
      done: ["performed", "closing"],
      failed: ["performed"],
    },
    in_doubt: {
      acting: ["settled"],
      checking: ["settled", "performed"],
      done: ["settled", "performed"],
      failed: ["settled", "performed"],
      dropped: ["settled"],
    },
    checking: { done: ["performed", "closing"], failed: ["performed", "time"] },
    polling: { done: ["performed", "time"], failed: ["performed", "time"], dropped: ["closing"] },
    sleeping: { done: ["time"], dropped: ["closing"] },
    asking: { checking: ["answered"], done: ["answered"], failed: ["time"], dropped: ["closing"] },
    calling: { done: ["child_ended"], failed: ["child_ended"] },
    done: {},
    failed: { waiting: ["revoked"] },
    dropped: {},
  },
  undo: {
    none: { not_asked: ["performed", "settled", "child_ended"] },
    not_asked: { wanted: ["itself", "performed", "time", "undo_asked"] },
    wanted: {
      running: ["itself"],
      calling: ["itself"],
      in_doubt: ["itself"],
      not_asked: ["itself", "performed", "time", "settled", "closing", "record_lost"],
      failed: ["itself"],
    },
    running: {
      undone: ["performed"],
      in_doubt: ["performed", "time", "record_lost"],
      failed: ["performed", "time", "record_lost"],
    },
    calling: {
      not_asked: ["child_undone"],
      undone: ["child_undone"],
      failed: ["child_undone"],
    },
    in_doubt: {
      running: ["settled"],
      undone: ["settled", "performed"],
      failed: ["settled", "closing"],
    },
    undone: {},
    failed: { wanted: ["undo_asked"] },
  },
};

export interface Move {
  readonly from: string;
  readonly to: string;
  readonly causes: readonly Cause[];
}

/** The moves of one level, in the order of its life. */
export function movesOf(level: Level): readonly Move[] {
  const ways: Moves<string> = MOVES[level];
  return Object.entries(ways).flatMap(([from, targets]) =>
    Object.entries(targets).map(([to, causes = []]) => ({ from, to, causes })),
  );
}
