/**
 * Answers to requests whose sender may ask again because the answer got lost. They are kept for a
 * day, each for whoever asked.
 */
export interface Answers {
  /** Says that a request is being carried out from now on, if it is not known already. */
  readonly begin: (asked: AskedAs) => Promise<Recalled>;
  readonly keep: (asked: AskedAs, answer: KeptAnswer) => Promise<void>;
  /** It came to nothing, so that asking again is asking for the first time. */
  readonly forget: (asked: AskedAs) => Promise<void>;
}

export interface AskedAs {
  readonly actor: string;
  /** Chosen by the sender, who uses it for one thing only. */
  readonly key: string;
  /** Of all that the request says. */
  readonly digest: Uint8Array;
}

export interface KeptAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export type Recalled =
  | { readonly is: "new" }
  | { readonly is: "answered"; readonly answer: KeptAnswer }
  /** It has begun, and may have died on its way: after a minute it counts as new. */
  | { readonly is: "under_way" }
  | { readonly is: "something_else" };
