import type { RunEvent } from "../engine/machine/event.ts";

/** Events that come from outside the worker. */
export type Told = Exclude<RunEvent, { readonly is: "performed" | "progressed" | "woke" }>;

export interface NewMessage {
  /** Made by the sender, so that the same message sent again counts once. */
  readonly id: string;
  readonly run: string;
  /** Gets its time from the database. */
  readonly event: WithoutTime<Told>;
  readonly actor: string;
  readonly surface: string;
}

export interface Message {
  /** 1 for the first message of a run, then without gaps. */
  readonly seq: number;
  readonly event: Told;
  readonly actor: string;
  readonly surface: string;
}

export type Sent =
  /** `wakeSeq` tells this wake from earlier ones of the same run. */
  | { readonly is: "sent"; readonly wakeSeq: number }
  | { readonly is: "run_ended" }
  | { readonly is: "no_such_run" };

/** An event before the database has said when it was. */
export type WithoutTime<Event> = Event extends { readonly at: number } ? Omit<Event, "at"> : never;
