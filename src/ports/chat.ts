import type { Notice } from "../model/notice.ts";

/** Where people talk. No call waits for longer than half a minute. */
export interface Chat {
  readonly post: (letter: Letter, place: Place) => Promise<ChatAnswer<Posted>>;
  /** Shows something else in place of a message of ours. Nobody is called by it. */
  readonly edit: (letter: Letter, at: Pick<Posted, "channel" | "id">) => Promise<ChatAnswer<null>>;
  /** The message that was posted under this key, if there is one that is not older than `since`. */
  readonly find: (
    key: string,
    place: Place,
    since: number,
  ) => Promise<ChatAnswer<Posted | undefined>>;
}

/** A notice under a key of ours, by which it is found again when the answer to a post is lost. */
export interface Letter {
  readonly key: string;
  readonly notice: Notice;
}

export interface Place {
  /** A channel, or a person whom it is told alone. */
  readonly channel: string;
  /** The message below which it stands. */
  readonly thread: string | null;
}

export interface Posted {
  /** Where it really stands: a person's own channel has a name of its own. */
  readonly channel: string;
  readonly id: string;
  /** A thread whose first message is gone takes no more; what is posted stands beside it then. */
  readonly isInThread: boolean;
}

export type ChatAnswer<Value> =
  | { readonly is: "done"; readonly value: Value }
  | { readonly is: "slow_down"; readonly afterMs: number }
  /** Nobody knows whether it arrived. */
  | { readonly is: "no_answer"; readonly detail: string }
  /** There is no such message any more. */
  | { readonly is: "gone" }
  /** This message is not taken, however often it is sent. */
  | { readonly is: "refused"; readonly detail: string }
  /** No message is taken before somebody changes the settings of the app. */
  | { readonly is: "not_allowed"; readonly detail: string };
