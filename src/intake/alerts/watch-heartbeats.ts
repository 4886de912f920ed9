import type { AlertIntake } from "../../ports/alerts/alert-intake.ts";
import { endOfOwnAlert, ownAlert } from "./own-alert.ts";

/** A source that says now and then that it is alive. */
export interface WatchedSource {
  readonly name: string;
  /** It is taken for silent when nothing was heard for so long. */
  readonly withinMs: number;
}

export interface HeartbeatWatch {
  readonly sources: readonly WatchedSource[];
  readonly intake: Pick<AlertIntake, "takeIn" | "lastHeard">;
  /** By the clock of the database. */
  readonly now: () => Promise<number>;
  readonly newId: () => string;
  readonly onTaken: () => void;
}

/**
 * Looks which heartbeats stay away: a source that is silent because nothing fires and one that is
 * silent because it is dead look the same but for that. What was missed before the first look does
 * not count: nobody could hear it then.
 */
export function watchHeartbeats(watch: HeartbeatWatch): () => Promise<void> {
  const { sources, intake, now, newId, onTaken } = watch;
  let watchedSince: number | undefined;
  return async () => {
    const at = await now();
    watchedSince ??= at;
    const since = watchedSince;
    const heard = await intake.lastHeard();
    const sightings = sources.map(({ name, withinMs }) => {
      const last = Math.max(since, heard.get(name) ?? since);
      const about = at - last > withinMs ? ownAlert : endOfOwnAlert;
      return about("PitcrewHeartbeatMissing", name, newId());
    });
    const taken = await intake.takeIn(sightings);
    if (taken.some((each) => each === "opened" || each === "closed")) onTaken();
  };
}
