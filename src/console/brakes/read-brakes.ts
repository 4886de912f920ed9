import { listHolds, holdTarget, releaseTarget } from "../../intake/api/endpoints/brakes/holds.ts";
import {
  drain,
  freeze,
  listSwitches,
  pause,
  resume,
  thaw,
} from "../../intake/api/endpoints/brakes/switches.ts";
import { type Answer, answer } from "../../intake/api/refusal.ts";
import type { HoldView, SwitchesView, SwitchView } from "../../intake/api/views/brake-views.ts";
import type { ConsoleNeeds } from "../needs.ts";
import { obstacleTo } from "../orders/obstacle-to.ts";
import type { Visitor } from "../visitor.ts";

/** All that holds Pitcrew back, and what whoever looks can do about it. */
export interface Brakes {
  readonly switches: readonly Endable<SwitchView>[];
  readonly holds: readonly Endable<HoldView>[];
  readonly live: Pick<SwitchesView, "live" | "counted_to">;
  /** What a switch can be about, beside everything. */
  readonly teams: readonly string[];
  readonly playbooks: readonly string[];
  /** Why not, for each thing that can be ordered over everything. */
  readonly obstacles: Readonly<Record<"freeze" | "pause" | "drain" | "hold", string | null>>;
}

type Endable<One> = One & { readonly obstacle: string | null };

export async function readBrakes(visitor: Visitor, needs: ConsoleNeeds): Promise<Answer<Brakes>> {
  const { actor } = visitor;
  const on = await listSwitches.ask({}, actor, needs.desk);
  if (!on.ok) return on;
  const held = await listHolds.ask({}, actor, needs.desk);
  if (!held.ok) return held;
  const { switches, ...live } = on.value;
  const seen = await needs.desk.playbooks(actor);
  const may = (route: Parameters<typeof obstacleTo>[0], body: object) =>
    obstacleTo(route, body, visitor, needs);
  const ending = (each: SwitchView) => (each.kind === "freeze" ? thaw : resume);
  return answer({
    switches: await Promise.all(
      switches.map(async (each) => ({
        ...each,
        obstacle: await may(ending(each), { scope: each.scope }),
      })),
    ),
    holds: await Promise.all(
      held.value.holds.map(async (each) => ({
        ...each,
        obstacle: await may(releaseTarget, { target: each.target }),
      })),
    ),
    live,
    teams: [...new Set(seen.map(({ owner }) => owner))].toSorted(),
    playbooks: seen.map(({ name }) => name),
    obstacles: {
      freeze: await may(freeze, {}),
      pause: await may(pause, {}),
      drain: await may(drain, {}),
      hold: await may(holdTarget, { target: "any" }),
    },
  });
}
