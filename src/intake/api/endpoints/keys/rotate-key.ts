import { z } from "zod";
import { milliseconds } from "../../../../model/duration.ts";
import { yourKey } from "../../route/over.ts";
import { route } from "../../route/route.ts";
import { IssuedKeyView } from "../../views/key-view.ts";
import { durationUpTo } from "./duration-up-to.ts";

export const rotateKey = route({
  method: "POST",
  path: "/v1/keys/:key/rotate",
  summary: "Gives a key a new secret and shows it, this once; the old one is good for a while yet.",
  right: "see",
  of: yourKey,
  body: z.strictObject({ keep_old: durationUpTo("7d").default("1h") }),
  view: IssuedKeyView,
  showsSecret: true,
  refuses: ["E408", "E410"],
  again: "It gives the key yet another secret.",
  handle: ({ params, body, actor }, { keys }) =>
    keys.rotate(params.key, milliseconds(body.keep_old), actor),
});
