import type { Actor } from "../../../access/actor.ts";
import type { VersionFilter, VersionRecord } from "../../../ports/playbook-store.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { VersionView } from "../views/version-view.ts";
import type { Desk } from "./desk.ts";
import { mayBeSeenBy } from "./owners.ts";
import { timeText } from "./view-summary.ts";

export async function listVersions(
  filter: VersionFilter,
  actor: Actor,
  desk: Pick<Desk, "library" | "access">,
): Promise<Answer<readonly VersionView[]>> {
  const published = await desk.library.versions(filter);
  const seen = await Promise.all(published.map((version) => mayBeSeenBy(actor, version, desk)));
  const versions = published.filter((_, index) => seen[index]);
  if (versions.length === 0 && filter.playbook !== undefined) return noneOf(filter.playbook);
  return answer(versions.map(viewVersion));
}

function viewVersion({ publishedAt, activeSince, ...rest }: VersionRecord): VersionView {
  return {
    ...rest,
    published: timeText(publishedAt),
    activeSince: activeSince === null ? null : timeText(activeSince),
  };
}

function noneOf(playbook: string): Answer<never> {
  return refuse(
    "E311",
    `No version of "${playbook}" was published here`,
    "pitcrew playbook list shows the playbooks that can be run.",
  );
}
