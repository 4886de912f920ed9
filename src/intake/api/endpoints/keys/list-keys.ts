import { answer } from "../../refusal.ts";
import { someOf } from "../../route/over.ts";
import { route } from "../../route/route.ts";
import { KeysView } from "../../views/key-view.ts";

export const listKeys = route({
  method: "GET",
  path: "/v1/keys",
  summary: "Lists your keys, and for admins all of them, without what is secret.",
  right: "see",
  of: someOf,
  view: KeysView,
  handle: async ({ actor }, { keys }) => answer({ keys: await keys.list(actor) }),
});
