import { z } from "zod";
import { yourKey } from "../../route/over.ts";
import { route } from "../../route/route.ts";
import { KeyView } from "../../views/key-view.ts";

export const revokeKey = route({
  method: "POST",
  path: "/v1/keys/:key/revoke",
  summary: "Ends a key at once and for good.",
  right: "see",
  of: yourKey,
  body: z.strictObject({}),
  view: KeyView,
  refuses: ["E410"],
  again: "It changes nothing, and answers the same.",
  handle: ({ params, actor }, { keys }) => keys.revoke(params.key, actor),
});
