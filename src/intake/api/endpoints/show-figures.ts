import { answer } from "../refusal.ts";
import { someOf } from "../route/over.ts";
import { route } from "../route/route.ts";
import { FiguresView, PlaybooksFiguresView } from "../views/figures-view.ts";

export const showFigures = route({
  method: "GET",
  path: "/v1/figures",
  summary: "Counts runs by the hour, and how far alerts came, over the last day.",
  right: "see",
  of: someOf,
  view: FiguresView,
  handle: async ({ actor }, { figures }) => answer(await figures.lately(actor)),
});

export const showPlaybookFigures = route({
  method: "GET",
  path: "/v1/figures/playbooks",
  summary: "Says how each playbook did over the last 30 days.",
  right: "see",
  of: someOf,
  view: PlaybooksFiguresView,
  handle: async ({ actor }, { figures }) => answer(await figures.playbooks(actor)),
});
