import { z } from "zod";
import type { JsonValue } from "../../model/json.ts";
import type { Silence, SilencesAnswer, SilenceWish } from "../../ports/silences.ts";

/** Who Pitcrew is to Alertmanager, and to people who look at its silences. */
const AUTHOR = "pitcrew";

/** The name of an alert is plain here, so nothing in it has to be escaped for the matcher. */
export function listTarget(alert: string): string {
  return `/api/v2/silences?${new URLSearchParams({ filter: `alertname="${alert}"` }).toString()}`;
}

export function silenceTarget(id: string): string {
  return `/api/v2/silence/${encodeURIComponent(id)}`;
}

/** The body of a new silence. Only equality: a pattern that comes from data could match everything. */
export function silenceBody({ labels, lastsMs, comment }: SilenceWish, now: number) {
  return {
    matchers: Object.entries(labels).map(([name, value]) => ({
      name,
      value,
      isRegex: false,
      isEqual: true,
    })),
    startsAt: new Date(now).toISOString(),
    endsAt: new Date(now + lastsMs).toISOString(),
    createdBy: AUTHOR,
    comment,
  };
}

const Listed = z.array(
  z.object({
    id: z.string(),
    matchers: z.array(z.object({ name: z.string(), value: z.string() })),
    endsAt: z.iso.datetime({ offset: true }),
    createdBy: z.string(),
    comment: z.string(),
    status: z.object({ state: z.string() }),
  }),
);

const Created = z.object({ silenceID: z.string().min(1) });

export function readListed(body: JsonValue): SilencesAnswer<readonly Silence[]> {
  const listed = Listed.safeParse(body);
  if (!listed.success) return unlike(listed.error);
  const ours = listed.data.filter(({ createdBy }) => createdBy === AUTHOR);
  return {
    is: "done",
    value: ours.map(({ id, matchers, endsAt, comment, status }) => ({
      id,
      labels: Object.fromEntries(matchers.map(({ name, value }) => [name, value])),
      comment,
      endsAt: Date.parse(endsAt),
      isOver: status.state === "expired",
    })),
  };
}

export function readCreated(body: JsonValue): SilencesAnswer<string> {
  const created = Created.safeParse(body);
  return created.success ? { is: "done", value: created.data.silenceID } : unlike(created.error);
}

function unlike(error: z.ZodError): SilencesAnswer<never> {
  return { is: "unreadable", status: 200, why: "malformed", detail: z.prettifyError(error) };
}

/** What is silenced or inhibited fires as well. The receiver is a pattern there, and a name here. */
export function alertsTarget(receiver: string): string {
  const query = { active: "true", silenced: "true", inhibited: "true", unprocessed: "false" };
  const exactly = receiver.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return `/api/v2/alerts?${new URLSearchParams({ ...query, receiver: exactly }).toString()}`;
}
