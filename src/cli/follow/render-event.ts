import { visible } from "../../document/visible.ts";
import type { EventView } from "../../intake/api/views/event-view.ts";

/** One line per sentence of the record, with its time. */
export function renderEvent({ at, notes }: EventView): readonly string[] {
  return notes.map((note) => `${at}  ${visible(note)}`);
}
