import { createHash } from "node:crypto";
import type { Sighting } from "../../ports/alerts/alert-intake.ts";

/** The source of what we raise ourselves. No source of pitcrew.yaml may be called so. */
export const OURSELVES = "pitcrew";

/** What the intake itself has to say to people. */
export type OwnAlert =
  | "PitcrewGroupTruncated"
  | "PitcrewBodyTooLarge"
  | "PitcrewSourceNotReached"
  | "PitcrewHeartbeatMissing";

/** An alert of our own about a source: it is listed and matched like all others. */
export function ownAlert(name: OwnAlert, source: string, id: string): Sighting {
  const { summary, remedy } = SAYS[name];
  return {
    id,
    source: OURSELVES,
    fingerprint: fingerprintOf(name, source),
    alert: {
      status: "firing",
      labels: new Map([
        ["alertname", name],
        ["source", source],
      ]),
      annotations: new Map([
        ["summary", summary],
        ["remedy", remedy],
      ]),
    },
    startsAt: null,
    endsAt: null,
    isSilenced: false,
  };
}

export function endOfOwnAlert(name: OwnAlert, source: string, id: string): Sighting {
  const began = ownAlert(name, source, id);
  return { ...began, alert: { ...began.alert, status: "resolved" } };
}

function fingerprintOf(name: OwnAlert, source: string): string {
  return createHash("sha256")
    .update(JSON.stringify([name, source]))
    .digest("hex")
    .slice(0, 16);
}

const SAYS: Readonly<Record<OwnAlert, { readonly summary: string; readonly remedy: string }>> = {
  PitcrewGroupTruncated: {
    summary: "Alertmanager has cut alerts out of a group, so some may be unknown here",
    remedy: "Set max_alerts to 0 in its webhook_configs, or group by more labels.",
  },
  PitcrewBodyTooLarge: {
    summary: "A group of alerts was larger than is read, so its alerts may be unknown here",
    remedy: "Group by more labels, so that each message of Alertmanager stays below 1 MiB.",
  },
  PitcrewSourceNotReached: {
    summary: "Alertmanager could not be asked what fires, so missed alerts are not found",
    remedy: "Check its connection in connections.yaml.",
  },
  PitcrewHeartbeatMissing: {
    summary: "The heartbeat of a source stays away, so its alerts may not arrive either",
    remedy: "Look whether Prometheus and Alertmanager run there, and whether they reach Pitcrew.",
  },
};
