import type { Alert } from "../../model/alert.ts";
import { formatDuration } from "../../model/duration.ts";
import { fitsLabels } from "../../match/fits-labels.ts";
import type { DueAlert } from "../../ports/alerts/alert-queue.ts";
import type { StartBrake } from "../../ports/alerts/match-report.ts";
import { type Window, WRITTEN } from "./windows/window.ts";

/** An alert that opens so often within so long comes and goes, and a fix for it helps nobody. */
export const FLAPPING = { openings: 5, withinMs: 3_600_000 } as const;

/** Which brake of the alert's own side keeps a run from being started for it. */
export function holdBack(
  due: Pick<DueAlert, "isSilenced" | "openings" | "openedAt">,
  alert: Alert,
  windows: readonly Window[],
  now: number,
): StartBrake | undefined {
  return silenced(due) ?? windowOver(alert, windows, now) ?? flapping(due);
}

function silenced({ isSilenced }: Pick<DueAlert, "isSilenced">): StartBrake | undefined {
  if (!isSilenced) return undefined;
  return {
    brake: "silence",
    rule: "a silence or an inhibition in Alertmanager",
    values: {},
    message: "Somebody has silenced it in Alertmanager, or another alert inhibits it",
    remedy: "When the silence ends and it still fires, it is matched again.",
    until: null,
    pages: false,
  };
}

function windowOver(alert: Alert, windows: readonly Window[], now: number): StartBrake | undefined {
  for (const { id, kind, labels, reason, by, openUntil } of windows) {
    const until = openUntil(now);
    if (until === undefined || !fitsLabels(labels, alert.labels)) continue;
    const what =
      kind === "maintenance" ? "It is expected during maintenance" : "Changes are frozen";
    return {
      brake: "window",
      rule: `${kind} ${id}`,
      values: { by, reason, until },
      message: `${what} until ${new Date(until).toISOString()}, says ${by}: ${reason}`,
      remedy:
        by === WRITTEN
          ? "Whoever may change pitcrew.yaml can end it; pitcrew windows list shows all of them."
          : `pitcrew windows end ${id} ends it; pitcrew windows list shows all of them.`,
      until,
      pages: kind === "freeze",
    };
  }
  return undefined;
}

function flapping({
  openings,
  openedAt,
}: Pick<DueAlert, "openings" | "openedAt">): StartBrake | undefined {
  if (openings < FLAPPING.openings) return undefined;
  const within = formatDuration(FLAPPING.withinMs);
  return {
    brake: "flapping",
    rule: `flapping: ${FLAPPING.openings} times in ${within}`,
    values: { openings, within },
    message: `It came and went ${openings} times within ${within}, so what a run did would not last`,
    remedy: "Look why it comes back; a longer `for:` in the alerting rule makes it calmer.",
    until: openedAt + FLAPPING.withinMs,
    pages: true,
  };
}
