import type { VersionFilter, VersionRecord } from "../../../ports/playbook-store.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { VersionView } from "../views/version-view.ts";
import type { Library } from "./desk.ts";
import { timeText } from "./view-summary.ts";

export async function listVersions(
  filter: VersionFilter,
  library: Pick<Library, "versions">,
): Promise<Answer<readonly VersionView[]>> {
  const versions = await library.versions(filter);
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
