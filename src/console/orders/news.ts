import { ORDER_WORDS } from "../../notify/wording/order-words.ts";

/** What came of what somebody asked for, above the page of the run that they see next. */
const NEWS = {
  ...ORDER_WORDS,
  start: "What was suggested has begun: this is its run.",
  retry: "A new run has begun: this is it.",
  settled: "This is no longer asked. Here is how the run stands.",
} as const;

export type News = keyof typeof NEWS;

/** An address may say anything; only what is known here is shown. */
export function newsOf(said: string | undefined): string | undefined {
  return said !== undefined && Object.hasOwn(NEWS, said) ? NEWS[said as News] : undefined;
}
