import type { Cause, Paged, PageDesk, Wish } from "../../ports/page-desk.ts";
import type { Pager, PagerAnswer } from "../../ports/pager.ts";
import { alertmanagerKey, incidentKey } from "./incident-keys.ts";
import { type Background, pageFor } from "./page-for.ts";

export interface NoteNeeds {
  readonly desk: Pick<PageDesk, "incident">;
  readonly pager: Pick<Pager, "note">;
  /** Through which the owner of the playbook is paged; null when they are not. */
  readonly ownService: string | null;
}

type WantedNote = Extract<Cause, { readonly is: "write_note" }>;

/** On our own incident, else on the one that Alertmanager has opened by itself. It opens none. */
export async function writeNote(
  wish: Wish,
  { service: named }: WantedNote,
  background: Background,
  { desk, pager, ownService }: NoteNeeds,
  signal: AbortSignal,
): Promise<PagerAnswer<Paged>> {
  const ours = incidentKey(wish);
  const service = named ?? (await desk.incident(ours))?.service ?? ownService;
  if (service === null) return NO_INCIDENT;
  const { summary, links } = pageFor(wish, background, service);
  const text = [summary, ...links.map(({ href }) => href)].join("\n\n");
  const groupKey = wish.alert?.groupKey ?? null;
  for (const key of [ours, ...(groupKey === null ? [] : [alertmanagerKey(groupKey)])]) {
    const noted = await pager.note({ service, key, text, id: String(wish.id) }, signal);
    if (noted.is !== "done") return noted;
    if (noted.value === "noted") {
      return { is: "done", value: { is: "noted", key, service, details: { text } } };
    }
  }
  return NO_INCIDENT;
}

const NO_INCIDENT = { is: "done", value: { is: "no_incident" } } as const;
