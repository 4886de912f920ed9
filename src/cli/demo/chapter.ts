import type { Guide } from "./guide.ts";
import type { Stage } from "./stage.ts";

/** One part of the tour. Whatever does not happen as it tells ends the tour. */
export interface Chapter {
  readonly title: string;
  readonly play: (stage: Stage, guide: Guide) => Promise<void>;
}
