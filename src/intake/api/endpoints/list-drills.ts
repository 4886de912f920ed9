import { answer } from "../refusal.ts";
import { pitcrew } from "../route/over.ts";
import { route } from "../route/route.ts";
import { DrillsView } from "../views/drill-view.ts";

export const listDrills = route({
  method: "GET",
  path: "/v1/drills",
  summary: "Shows what came of the newest drills that were run where this Pitcrew runs.",
  right: "see",
  of: pitcrew,
  view: DrillsView,
  handle: async (_asked, { drills }) => answer(await drills()),
});
