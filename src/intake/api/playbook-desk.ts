import type { Actor } from "../../access/actor.ts";
import type { Answer } from "./refusal.ts";
import type { ActivationView, ReloadView } from "./views/activation-view.ts";

/** Which version of a playbook new runs follow. */
export interface PlaybookDesk {
  /** Reads the files again, as at the start. */
  readonly reload: (actor: Actor) => Promise<ReloadView>;
  readonly activate: (wish: VersionWish, actor: Actor) => Promise<Answer<ActivationView>>;
  readonly pin: (wish: PinWish, actor: Actor) => Promise<Answer<ActivationView>>;
  readonly unpin: (playbook: string, actor: Actor) => Promise<Answer<ActivationView>>;
  readonly rollBack: (playbook: string, actor: Actor) => Promise<Answer<ActivationView>>;
  /** The team that owns a playbook, active or not, for whoever may see it. */
  readonly ownerOf: (playbook: string, actor: Actor) => Promise<Answer<string | null>>;
}

export interface VersionWish {
  readonly playbook: string;
  readonly version: string;
}

export interface PinWish {
  readonly playbook: string;
  /** Left out, it is the version that is active. */
  readonly version?: string | undefined;
}
