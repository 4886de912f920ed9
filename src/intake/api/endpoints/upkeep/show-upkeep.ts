import { answer } from "../../refusal.ts";
import { pitcrew } from "../../route/over.ts";
import { route } from "../../route/route.ts";
import { UpkeepView } from "../../views/upkeep-view.ts";

export const showUpkeep = route({
  method: "GET",
  path: "/v1/upkeep",
  summary: "Says how long everything is kept, and what would be removed now.",
  right: "administer",
  of: pitcrew,
  view: UpkeepView,
  handle: async (_, { housekeeping }) => answer(await housekeeping.show()),
});
