import type { EventView } from "../../intake/api/views/event-view.ts";
import type { Terminal } from "../terminal.ts";
import type { Display, DisplayOptions } from "./display.ts";
import { renderEvent } from "./render-event.ts";

/** Each event as it comes: in sentences, or as a line of JSON. */
export function openLog(options: DisplayOptions, { print }: Terminal): Display {
  const linesOf = options.jsonl ? (event: EventView) => [JSON.stringify(event)] : renderEvent;
  return {
    event: async (event) => {
      if (isAbout(event, options)) for (const line of linesOf(event)) print(line);
    },
    end: () => undefined,
    close: () => undefined,
  };
}

/** What is about no step is about all of them only when nobody asks for one. */
export function isAbout(event: EventView, { step }: DisplayOptions): boolean {
  return step === undefined || event.step === step;
}
