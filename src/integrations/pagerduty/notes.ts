import type { Note, PagerAnswer } from "../../ports/pager.ts";
import { MOST_NOTES } from "./limits.ts";
import type { Rest } from "./rest.ts";
import { noteContent, noteMark, readNotes } from "./wire.ts";

/**
 * Writes a note that may have been written before. PagerDuty knows no key for notes, so each
 * carries a mark of ours, and is looked for by it before it is written.
 */
export async function writeNote(
  note: Note,
  incidentId: string,
  { read, write }: Rest,
  signal: AbortSignal,
): Promise<PagerAnswer<"noted">> {
  const endpoint = `/incidents/${encodeURIComponent(incidentId)}/notes`;
  const there = await read(endpoint, {}, readNotes, signal);
  if (there.is !== "done") return there;
  const notes = there.value;
  if (notes.some((content) => content.includes(noteMark(note.id)))) return NOTED;
  if (notes.length >= MOST_NOTES) {
    return { is: "refused", why: "too_many_notes", detail: `It has ${notes.length} notes` };
  }
  const written = await write(endpoint, { note: { content: noteContent(note) } }, signal);
  return written.is === "done" ? NOTED : written;
}

const NOTED = { is: "done", value: "noted" } as const;
