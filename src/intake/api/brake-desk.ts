import type { Actor } from "../../access/actor.ts";
import type { NewSwitch, Scope, SwitchKind } from "../../ports/switches.ts";
import type { Answer } from "./refusal.ts";
import type { HoldView, ReleasedView, SwitchesView, TurnedView } from "./views/brake-views.ts";

/** What people can do with brakes, and see of them. */
export interface BrakeDesk {
  readonly switches: () => Promise<SwitchesView>;
  readonly turnOn: (wanted: NewSwitch, actor: Actor) => Promise<Answer<TurnedView>>;
  /** Several kinds at once, such as all that keeps runs from starting. */
  readonly turnOff: (
    kinds: readonly SwitchKind[],
    scope: Scope,
    actor: Actor,
  ) => Promise<Answer<TurnedView>>;
  readonly holds: () => Promise<readonly HoldView[]>;
  readonly hold: (
    target: string,
    wanted: { readonly reason: string; readonly forMs: number },
    actor: Actor,
  ) => Promise<Answer<HoldView>>;
  readonly release: (target: string, actor: Actor) => Promise<Answer<ReleasedView>>;
}
