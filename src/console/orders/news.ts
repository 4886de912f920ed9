import { ORDER_WORDS } from "../../notify/wording/order-words.ts";

/** What came of what somebody asked for, above the page that they see next. */
const NEWS = {
  ...ORDER_WORDS,
  start: "What was suggested has begun: this is its run.",
  retry: "A new run has begun: this is it.",
  settled: "This is no longer asked. Here is how the run stands.",
  freeze: "It is frozen: nothing changes anything there any more.",
  thaw: "It is thawed. Runs that were held go on within seconds.",
  pause: "It is paused: nothing starts there by itself.",
  drain: "It is drained: nothing starts there any more.",
  resume: "What starts by itself starts again.",
  hold: "You hold it: no run changes it meanwhile.",
  release: "It is given back to the runs.",
  open_window: "The window is open.",
  end_window: "The window has ended.",
  activate: "New runs follow this version from now on.",
  roll_back: "New runs follow the version before from now on, and it is pinned.",
  pin: "It is pinned, whatever the files say.",
  unpin: "From the next reload on it follows the files again.",
  trust: "It acts alone from now on.",
  demote: "A rung is taken back.",
  reload: "The files have been read again.",
} as const;

export type News = keyof typeof NEWS;

/** An address may say anything; only what is known here is shown. */
export function newsOf(said: string | undefined): string | undefined {
  return said !== undefined && Object.hasOwn(NEWS, said) ? NEWS[said as News] : undefined;
}
