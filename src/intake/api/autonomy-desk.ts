import type { Actor } from "../../access/actor.ts";
import type { Answer } from "./refusal.ts";
import type { AutonomyView, PlaybookAutonomyView } from "./views/autonomy-view.ts";

/** How freely the active version of a playbook may act by itself. */
export interface AutonomyDesk {
  readonly show: (playbook: string, actor: Actor) => Promise<Answer<PlaybookAutonomyView>>;
  /** A reviewer's yes to acting alone, once all else has been shown. */
  readonly trust: (wish: RungWish, actor: Actor) => Promise<Answer<AutonomyView>>;
  readonly demote: (
    wish: RungWish & { readonly reason: string },
    actor: Actor,
  ) => Promise<Answer<AutonomyView>>;
  /** What a drill has shown about the active version, in every environment. */
  readonly drilled: (shown: Drilled, actor: Actor) => Promise<Answer<PlaybookAutonomyView>>;
}

export interface Drilled {
  readonly playbook: string;
  /** Of the version that was rehearsed. */
  readonly hash: string;
  readonly drill: string;
  readonly passed: boolean;
}

export interface RungWish {
  readonly playbook: string;
  readonly environment: string;
}
