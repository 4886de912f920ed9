/** What came of asking a Redis that playbooks look after. Every case is expected; what else happens is thrown. */
export type RedisAnswer<Value> = { readonly is: "answered"; readonly value: Value } | RedisTrouble;

export type RedisTrouble =
  /** Proof that no command was sent. */
  | {
      readonly is: "unreached";
      readonly why: "not_ready" | "connection_failed" | "connection_timed_out" | "aborted";
      readonly detail: string;
    }
  /** Commands were sent, at least in part, and nobody knows what came of them. */
  | { readonly is: "unanswered"; readonly detail: string }
  | { readonly is: "refused"; readonly why: RedisRefusal; readonly detail: string };

export type RedisRefusal =
  /** The user or the password is not accepted. */
  | "not_let_in"
  /** The user may not use this command or this key. */
  | "no_permission"
  /** It still reads its data from disk. */
  | "loading"
  /** A script of somebody else has been holding it for too long. */
  | "busy"
  /** It is a copy of another Redis, and copies take no changes. */
  | "read_only"
  /** It is one of a cluster, and the key lives on another. */
  | "elsewhere"
  | "wrong_type"
  | "out_of_memory"
  /** It cannot save its data, so it takes no changes. */
  | "cannot_save"
  | "other";
