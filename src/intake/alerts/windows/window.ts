import type { OneOffWindow, WindowKind } from "../../../ports/alerts/window-store.ts";
import type { Windows } from "../../../config/settings/windows.ts";
import { beginsAt } from "./begins-at.ts";
import { milliseconds } from "../../../model/duration.ts";

/** A time in which no run is started for alerts with these labels. */
export interface Window {
  readonly id: string;
  readonly kind: WindowKind;
  readonly labels: OneOffWindow["labels"];
  readonly reason: string;
  /** Who opened it, or where it is written. */
  readonly by: string;
  /** Epoch milliseconds, or when it comes again in words. */
  readonly when: { readonly from: number; readonly until: number } | { readonly again: string };
  /** When it ends; nothing while it is not open. */
  readonly openUntil: (now: number) => number | undefined;
}

/** Who opened what nobody can end by hand. */
export const WRITTEN = "pitcrew.yaml";

/** Those of pitcrew.yaml, ready to be asked. What is wrong with a cron expression is thrown. */
export function windowsOf(settings: Windows): readonly Window[] {
  return settings.map((one): Window => {
    const { name: id, kind, labels, reason } = one;
    const about = { id, kind, labels, reason, by: WRITTEN };
    if ("from" in one) {
      return { ...about, ...between(Date.parse(one.from), Date.parse(one.until)) };
    }
    const { cron, lasts, time_zone } = one;
    const begins = beginsAt(cron, time_zone);
    return {
      ...about,
      when: { again: `${cron} ${time_zone}, for ${lasts}` },
      openUntil: (now) => lastEnd(begins, milliseconds(lasts), now),
    };
  });
}

export function windowOf({
  id,
  kind,
  labels,
  reason,
  madeBy,
  startsAt,
  endsAt,
}: OneOffWindow): Window {
  return { id, kind, labels, reason, by: madeBy, ...between(startsAt, endsAt) };
}

function between(from: number, until: number): Pick<Window, "when" | "openUntil"> {
  return {
    when: { from, until },
    openUntil: (now) => (from <= now && now < until ? until : undefined),
  };
}

const MINUTE = 60_000;

/** The end of the latest one that began no longer ago than one lasts. */
function lastEnd(
  begins: (minute: number) => boolean,
  lastsMs: number,
  now: number,
): number | undefined {
  const thisMinute = Math.floor(now / MINUTE) * MINUTE;
  for (let minute = thisMinute; minute > now - lastsMs; minute -= MINUTE) {
    if (begins(minute)) return minute + lastsMs;
  }
  return undefined;
}
