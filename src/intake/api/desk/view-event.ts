import type { RecordedEvent } from "../../../ports/run-store.ts";
import type { EventView } from "../views/event-view.ts";
import { timeText } from "./view-summary.ts";

export function viewEvent({ event, notes, actor, surface, entry }: RecordedEvent): EventView {
  return {
    seq: entry.seq,
    at: timeText(entry.at),
    event: event.is,
    step: "step" in event ? event.step : null,
    actor,
    surface,
    notes,
  };
}
