import type { RedisRefusal } from "../../../ports/redis-answer.ts";

/** What an error reply of Redis means; its first word is the stable part. */
export function readRefusal(message: string): RedisRefusal {
  // Inside a script the reply of a command comes after words of the script's own.
  for (const [word, why] of WORDS) {
    if (new RegExp(`(^|[\\s:])-?${word}\\b`).test(message)) return why;
  }
  return SENTENCES.find(([sentence]) => message.includes(sentence))?.[1] ?? "other";
}

const WORDS: readonly (readonly [string, RedisRefusal])[] = [
  ["NOPERM", "no_permission"],
  ["NOAUTH", "not_let_in"],
  ["WRONGPASS", "not_let_in"],
  ["LOADING", "loading"],
  ["BUSY", "busy"],
  ["MASTERDOWN", "loading"],
  ["READONLY", "read_only"],
  ["MOVED", "elsewhere"],
  ["ASK", "elsewhere"],
  ["CROSSSLOT", "elsewhere"],
  ["CLUSTERDOWN", "elsewhere"],
  ["WRONGTYPE", "wrong_type"],
  ["OOM", "out_of_memory"],
  ["MISCONF", "cannot_save"],
];

/** Servers before 7.0 say these without a word of their own. */
const SENTENCES: readonly (readonly [string, RedisRefusal])[] = [
  ["can't access at least one of the keys", "no_permission"],
  ["can't run this command", "no_permission"],
  ["invalid password", "not_let_in"],
];
