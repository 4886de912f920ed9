import type { Dispatcher } from "../../ports/dispatcher.ts";
import type { NewMessage, ParentTask, RunStore } from "../../ports/run-store.ts";
import { derivedId } from "../derived-id.ts";
import type { CallPlaybook } from "../machine/effect.ts";
import type { Run, TaskRef } from "../machine/state.ts";
import type { Errand } from "./errand.ts";
import { childRefused, ENGINE, type Happening, type Moment } from "./happening.ts";

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
    case "tell_parent": {
      const { run: parent, event } = errand;
      const id = derivedId("child_ended", run.id);
      await send({ id, run: parent, event, ...ENGINE }, messengers);
      return [];
    }
  }
}

/** A step calls one run, however often it is tried to start it. */
function childOf(run: Run, { step, item }: TaskRef): string {
  return derivedId("child", run.id, step, String(item));
}

function takesAllBack({ phase }: Run): boolean {
  return phase.is === "closing" && phase.undo === "everything";
}

async function send(message: NewMessage, { store, dispatcher }: Messengers): Promise<void> {
  const sent = await store.send(message);
  if (sent.is === "sent") dispatcher.wake(message.run, sent.wakeSeq);
}
