import type { Clock } from "../../../ports/clock.ts";
import type { Keeping } from "../write/create.ts";
import type { Kubelet } from "../node/kubelet.ts";
import type { User } from "./authorize.ts";
import type { Asked } from "./request.ts";

/** The parts of the cluster of which requests are answered. */
export interface Served {
  readonly keeping: Keeping;
  readonly clock: Pick<Clock, "now" | "after">;
  readonly kubelet: Pick<Kubelet, "containersOf">;
  /** Between two bookmarks of a watch. */
  readonly bookmarkMs: number;
}

/** One request, read and allowed. */
export interface Call extends Asked {
  readonly user: User;
  readonly accept: string;
  readonly mediaType: string;
  readonly userAgent: string;
  readonly body: Buffer;
}
