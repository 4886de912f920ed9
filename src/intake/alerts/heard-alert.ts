import { z } from "zod";
import { AlertEntry } from "../../match/alert-entry.ts";
import type { Alert } from "../../model/alert.ts";
import { webAddress } from "../../model/web-address.ts";
import type { Sighting } from "../../ports/alerts/alert-intake.ts";

const Time = z.iso.datetime({ offset: true, error: "must be a time such as 2026-11-20T09:30:00Z" });

/** What an occurrence needs to know beside the alert itself. */
const About = z.object({
  fingerprint: z
    .string()
    .regex(/^[A-Za-z0-9_.:-]{1,128}$/, "must be a short text of letters and digits"),
  startsAt: Time.exactOptional(),
  endsAt: Time.exactOptional(),
});

/** One alert as Alertmanager writes it, with all that tells one occurrence from the next. */
export const HeardAlert = z.unknown().transform((entry, context): Heard => {
  const alert = AlertEntry.safeParse(entry);
  const about = About.safeParse(entry);
  if (alert.success && about.success) {
    const { fingerprint, startsAt, endsAt } = about.data;
    return { alert: alert.data, fingerprint, startsAt: timeOf(startsAt), endsAt: timeOf(endsAt) };
  }
  for (const { path, message } of [
    ...(alert.error?.issues ?? []),
    ...(about.error?.issues ?? []),
  ]) {
    context.addIssue({ code: "custom", path, message });
  }
  return z.NEVER;
});

export interface Heard {
  readonly alert: Alert;
  readonly fingerprint: string;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
}

/** The year 1 is how Go writes that there is no time. */
function timeOf(text: string | undefined): number | null {
  return text === undefined || text.startsWith("0001-") ? null : Date.parse(text);
}

export function sightingOf(
  { alert, fingerprint, startsAt, endsAt }: Heard,
  source: string,
  id: string,
): Sighting {
  const isOver = alert.status === "resolved";
  const generator = webAddress(alert.generatorURL);
  // A firing alert may name when it will be taken for over; that says nothing about now.
  return {
    id,
    source,
    fingerprint,
    alert,
    startsAt,
    endsAt: isOver ? endsAt : null,
    ...(generator !== undefined && { generatorUrl: generator.href }),
    isSilenced: false,
  };
}
