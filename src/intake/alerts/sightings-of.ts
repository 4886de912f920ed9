import { fitsLabels } from "../../match/fits-labels.ts";
import type { Sighting } from "../../ports/alerts/alert-intake.ts";
import { sightingOf } from "./heard-alert.ts";
import { ownAlert } from "./own-alert.ts";
import type { AlertGroup } from "./read-group.ts";

/** What a source is, as far as its alerts go. */
export interface SourceRules {
  readonly name: string;
  /** Which of its alerts say no more than that it is alive; null for none. */
  readonly heartbeat: Parameters<typeof fitsLabels>[0] | null;
}

export interface Sightings {
  readonly sightings: readonly Sighting[];
  readonly isAlive: boolean;
}

/**
 * What a group says about each of its alerts.
 *
 * Alertmanager cuts a group before it looks what is left, so that a cut group may look resolved
 * while the rest of it fires. Nothing is closed because of one, and people are told.
 */
export function sightingsOf(
  { alerts, groupKey, senderUrl, isTruncated }: AlertGroup,
  { name, heartbeat }: SourceRules,
  newId: () => string,
): Sightings {
  const latest = new Map<string, Sighting>();
  let isAlive = false;
  for (const heard of alerts) {
    const isHeartbeat = heartbeat !== null && fitsLabels(heartbeat, heard.alert.labels);
    const isOver = heard.alert.status === "resolved";
    if (isHeartbeat && !isOver) isAlive = true;
    if (isHeartbeat || (isOver && isTruncated)) continue;
    const sighting = {
      ...sightingOf(heard, name, newId()),
      ...(groupKey !== undefined && { groupKey }),
      ...(senderUrl !== undefined && { senderUrl }),
    };
    latest.set(heard.fingerprint, laterOf(latest.get(heard.fingerprint), sighting));
  }
  const cut = isTruncated ? [ownAlert("PitcrewGroupTruncated", name, newId())] : [];
  return { sightings: [...latest.values(), ...cut], isAlive };
}

/** Of two that a group holds about one alert. */
function laterOf(before: Sighting | undefined, next: Sighting): Sighting {
  if (before === undefined) return next;
  return (next.startsAt ?? Infinity) >= (before.startsAt ?? Infinity) ? next : before;
}
