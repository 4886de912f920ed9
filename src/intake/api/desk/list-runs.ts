import type { Actor } from "../../../access/actor.ts";
import { isAdmin } from "../../../access/authorize.ts";
import type { Page, RunFilter, RunSummary } from "../../../ports/run-store.ts";
import type { RunSummaryView } from "../views/run-view.ts";
import type { Desk } from "./desk.ts";
import { mayBeSeenBy } from "./owners.ts";
import { viewSummary } from "./view-summary.ts";

/** The runs that somebody may see, of those that are asked for. */
export async function listRuns(
  filter: RunFilter,
  page: Page,
  actor: Actor,
  desk: Pick<Desk, "store" | "library" | "access">,
): Promise<readonly RunSummaryView[]> {
  return (await runsFor(filter, page, actor, desk)).map(viewSummary);
}

export async function runsFor(
  filter: RunFilter,
  page: Page,
  actor: Actor,
  desk: Pick<Desk, "store" | "library" | "access">,
): Promise<readonly RunSummary[]> {
  const seen = isAdmin(actor, desk.access()) ? {} : { hashes: await hashesFor(actor, desk) };
  return desk.store.list({ ...filter, ...seen }, page);
}

async function hashesFor(
  actor: Actor,
  desk: Pick<Desk, "library" | "access">,
): Promise<readonly string[]> {
  const versions = await desk.library.versions({});
  const seen = await Promise.all(versions.map((version) => mayBeSeenBy(actor, version, desk)));
  return versions.filter((_, index) => seen[index]).map(({ hash }) => hash);
}
