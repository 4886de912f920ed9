import { answer } from "../refusal.ts";
import { pitcrew } from "../route/over.ts";
import { route } from "../route/route.ts";
import { HealthView } from "../views/health-view.ts";

export const showHealth = route({
  method: "GET",
  path: "/v1/health",
  summary: "Says how Pitcrew is: workers, runs that wait or are left alone, what to look at.",
  right: "see",
  of: pitcrew,
  view: HealthView,
  handle: async (_, { health }) => answer(await health()),
});
