import { answer } from "../refusal.ts";
import { someOf } from "../route/over.ts";
import { route } from "../route/route.ts";
import { PlaybooksView } from "../views/playbook-view.ts";

export const listPlaybooks = route({
  method: "GET",
  path: "/v1/playbooks",
  summary: "Lists the playbooks that can be run now, with the params that they take.",
  right: "see",
  of: someOf,
  view: PlaybooksView,
  handle: async ({ actor }, { playbooks }) => answer({ playbooks: await playbooks(actor) }),
});
