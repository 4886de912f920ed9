import type { Actor } from "../../../access/actor.ts";
import { isAdmin } from "../../../access/authorize.ts";
import type { Page, RunFilter, RunSummary } from "../../../ports/run-store.ts";
import type { RunSummaryView } from "../views/run-view.ts";
import type { Desk } from "./desk.ts";
import { mayBeSeenBy } from "./owners.ts";
import { understandRun } from "./understand-run.ts";
import { viewSummary } from "./view-summary.ts";

/** The runs that somebody may see, of those that are asked for. */
export async function listRuns(
  filter: RunFilter,
  page: Page,
  actor: Actor,
  desk: Pick<Desk, "store" | "library" | "access">,
): Promise<readonly RunSummaryView[]> {
  const runs = await runsFor(filter, page, actor, desk);
  return Promise.all(runs.map(async (run) => viewSummary(run, await standstillOf(run, desk))));
}

async function standstillOf(run: RunSummary, desk: Pick<Desk, "library">): Promise<string | null> {
  if (run.endedAt !== null && run.undo !== "undoing") return null;
  const version = await understandRun(run, desk);
  return version.is === "understood" ? null : version.because;
}

export async function runsFor(
  filter: RunFilter,
  page: Page,
  actor: Actor,
  desk: Pick<Desk, "store" | "library" | "access">,
): Promise<readonly RunSummary[]> {
  return desk.store.list({ ...filter, ...(await seenHashes(actor, desk)) }, page);
}

/** Of the versions whose runs somebody may see; nothing where that is all of them. */
export async function seenHashes(
  actor: Actor,
  desk: Pick<Desk, "library" | "access">,
): Promise<Pick<RunFilter, "hashes">> {
  if (isAdmin(actor, desk.access())) return {};
  const versions = await desk.library.versions({});
  const seen = await Promise.all(versions.map((version) => mayBeSeenBy(actor, version, desk)));
  return { hashes: versions.filter((_, index) => seen[index]).map(({ hash }) => hash) };
}
