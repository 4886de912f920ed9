import { z } from "zod";
import { ROLES } from "../../../../config/directory/team.ts";
import { milliseconds } from "../../../../model/duration.ts";
import { pitcrew } from "../../route/over.ts";
import { KeyName } from "../../route/path-params.ts";
import { route } from "../../route/route.ts";
import { IssuedKeyView } from "../../views/key-view.ts";
import { durationUpTo } from "./duration-up-to.ts";

/** Who has a key of their own has it with less than they may do themselves, or the same. */
export const createKey = route({
  method: "POST",
  path: "/v1/keys",
  summary: "Makes a key and shows it, this once. For a machine, that takes an admin.",
  right: "see",
  of: pitcrew,
  body: z.strictObject({
    name: KeyName,
    for: z.enum(["machine", "me"]).default("machine"),
    roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
    expires_in: durationUpTo("400d").default("90d"),
  }),
  status: 201,
  view: IssuedKeyView,
  showsSecret: true,
  refuses: ["E411"],
  again: "It is refused, because the name is taken; what was shown is not shown again.",
  handle: ({ body: { expires_in: lives, ...wish }, actor }, { keys }) =>
    keys.create({ ...wish, livesMs: milliseconds(lives) }, actor),
});
