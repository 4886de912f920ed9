import { z } from "zod";
import type { JsonValue } from "../../model/json.ts";
import type { Sighting } from "../../ports/alerts/alert-intake.ts";
import { HeardAlert, sightingOf } from "./heard-alert.ts";

/** Suppressed is what Alertmanager calls an alert that is silenced or inhibited. */
const State = z.object({ status: z.object({ state: z.string() }) });

/** What `/api/v2/alerts` lists as sightings; nothing when it is no such list. */
export function readListing(
  body: JsonValue,
  source: string,
  newId: () => string,
): readonly Sighting[] | undefined {
  const entries = z.array(State).safeParse(body);
  const alerts = z.array(HeardAlert).safeParse(body);
  if (!entries.success || !alerts.success) return undefined;
  return alerts.data.map((heard, index) => ({
    ...sightingOf(heard, source, newId()),
    isSilenced: entries.data[index]?.status.state === "suppressed",
  }));
}
