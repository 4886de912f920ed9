import { authorOf } from "../../../../access/actor.ts";
import { pitcrew } from "../../route/over.ts";
import { route } from "../../route/route.ts";
import { SweptView } from "../../views/upkeep-view.ts";

export const sweepNow = route({
  method: "POST",
  path: "/v1/upkeep/sweep",
  summary: "Removes now what is past its time, as is done once a day.",
  right: "administer",
  of: pitcrew,
  view: SweptView,
  refuses: ["E566"],
  again: "It removes what is past its time by then.",
  handle: ({ actor }, { housekeeping }) => housekeeping.sweep(authorOf(actor)),
});
