import type { Measures } from "../../ports/measures.ts";

/** The same, with some things told to others as well. */
export function together(first: Measures, others: readonly Partial<Measures>[]): Measures {
  const heard = [first, ...others];
  return {
    timerLag: (ms) => heard.forEach((one) => one.timerLag?.(ms)),
    runStarted: (run) => heard.forEach((one) => one.runStarted?.(run)),
    runEnded: (run) => heard.forEach((one) => one.runEnded?.(run)),
    effect: (effect) => heard.forEach((one) => one.effect?.(effect)),
    approval: (approval) => heard.forEach((one) => one.approval?.(approval)),
    alertTaken: (alert) => heard.forEach((one) => one.alertTaken?.(alert)),
    alertMatched: (alert) => heard.forEach((one) => one.alertMatched?.(alert)),
    removed: (removed) => heard.forEach((one) => one.removed?.(removed)),
    watch: (vitals) => heard.forEach((one) => one.watch?.(vitals)),
  };
}
