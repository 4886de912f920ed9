import type { Dispatcher } from "../../ports/dispatcher.ts";
import type { TellParent } from "../../ports/run-change.ts";
import type { NewMessage, Sent } from "../../ports/run-message.ts";
import type { ParentTask, RunStore } from "../../ports/run-store.ts";
import { derivedId } from "../derived-id.ts";
import type { CallPlaybook } from "../machine/effect.ts";
import type { Run, TaskRef } from "../machine/state.ts";
import type { Errand } from "./errand.ts";
import { childMissing, childRefused, ENGINE, type Happening, type Moment } from "./happening.ts";

/** Starts the run of a playbook that a step calls, unless it exists. */
export type StartChild = (child: Child) => Promise<ChildStarted>;

export interface Child {
  readonly run: string;
  readonly parent: ParentTask;
  readonly call: CallPlaybook;
}

export type ChildStarted =
  | { readonly is: "started" }
  /** Nobody may start it like this, now or later. */
  | { readonly is: "refused" };

export interface Messengers {
  readonly store: Pick<RunStore, "send">;
  readonly dispatcher: Pick<Dispatcher, "wake">;
  readonly startChild: StartChild;
}

/** Returns what the run has to hear about it. */
export async function runErrand(
  errand: Errand,
  run: Run,
  moment: Moment,
  messengers: Messengers,
): Promise<readonly Happening[]> {
  switch (errand.is) {
    case "call_playbook": {
      const parent = { run: run.id, step: errand.step, item: errand.item };
      const child = { run: childOf(run, errand), parent, call: errand };
      const started = await messengers.startChild(child);
      return started.is === "refused" ? [childRefused(errand, moment)] : [];
    }
    case "stop_playbook": {
      const child = childOf(run, errand);
      const event = { is: "stopped", by: "The calling run", undo: takesAllBack(run) } as const;
      await send({ id: derivedId("stop", child), run: child, event, ...ENGINE }, messengers);
      return [];
    }
    case "undo_playbook": {
      const child = childOf(run, errand);
      const event = { is: "undo_asked", by: "The calling run", wish: errand.wish } as const;
      const id = derivedId("undo", child, String(errand.wish));
      const sent = await send({ id, run: child, event, ...ENGINE }, messengers);
      return sent.is === "sent" ? [] : [childMissing(errand, moment)];
    }
    case "tell_parent": {
      const { run: parent, event } = errand;
      await send({ id: answerId(run.id, event), run: parent, event, ...ENGINE }, messengers);
      return [];
    }
  }
}

/** A step calls one run, however often it is tried to start it. */
function childOf(run: Run, { step, item }: TaskRef): string {
  return derivedId("child", run.id, step, String(item));
}

/** How it ended is told once, and what became of each wish to take its changes back. */
function answerId(child: string, event: TellParent["event"]): string {
  switch (event.is) {
    case "child_ended":
      return derivedId("child_ended", child);
    case "child_undone":
      return derivedId("child_undone", child, String(event.wish));
  }
}

function takesAllBack({ phase }: Run): boolean {
  return phase.is === "closing" && phase.undo === "everything";
}

async function send(message: NewMessage, { store, dispatcher }: Messengers): Promise<Sent> {
  const sent = await store.send(message);
  if (sent.is === "sent") dispatcher.wake(message.run, sent.wakeSeq);
  return sent;
}
