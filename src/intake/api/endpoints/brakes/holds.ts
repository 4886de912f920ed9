import { z } from "zod";
import { milliseconds } from "../../../../model/duration.ts";
import { type Answer, answer } from "../../refusal.ts";
import { type Over, pitcrew } from "../../route/over.ts";
import { route } from "../../route/route.ts";
import { HoldsView, HoldView, ReleasedView } from "../../views/brake-views.ts";
import { durationUpTo } from "../keys/duration-up-to.ts";
import { reason } from "./fields.ts";

/** A target belongs to no team: who may hold anything for one of theirs may hold this. */
const anyTeam: typeof pitcrew = {
  says: "what any team owns",
  find: async ({ actor }, { playbooks, authorize }): Promise<Answer<string | null>> => {
    const owners = (await playbooks(actor)).map(({ owner }) => owner);
    const own = owners.find((owner) => authorize(actor, "hold", owner) === undefined);
    return answer(own ?? null);
  },
} satisfies Over<Parameters<typeof pitcrew.find>[0]>;

const target = z.string().min(1).max(500);

export const listHolds = route({
  method: "GET",
  path: "/v1/holds",
  summary: "Lists the targets that people keep for themselves.",
  right: "see",
  of: pitcrew,
  view: HoldsView,
  handle: async (_asked, { brakes }) => answer({ holds: await brakes.holds() }),
});

export const holdTarget = route({
  method: "POST",
  path: "/v1/holds",
  summary: "Keeps a target from all runs for a while.",
  right: "hold",
  of: anyTeam,
  body: z.strictObject({ target, reason, for: durationUpTo("7d").default("1h") }),
  view: HoldView,
  refuses: ["E352"],
  again: "The same person holds it, for the time that was said last.",
  handle: ({ body: { target: wanted, reason: because, for: time }, actor }, { brakes }) =>
    brakes.hold(wanted, { reason: because, forMs: milliseconds(time) }, actor),
});

export const releaseTarget = route({
  method: "POST",
  path: "/v1/holds/release",
  summary: "Gives a target back to the runs, whoever holds it.",
  right: "hold",
  of: anyTeam,
  body: z.strictObject({ target }),
  view: ReleasedView,
  refuses: ["E353"],
  again: "It is refused, because nobody holds it any more.",
  handle: ({ body, actor }, { brakes }) => brakes.release(body.target, actor),
});
