import type { Actor } from "../../../access/actor.ts";
import { authorize, isAdmin } from "../../../access/authorize.ts";
import type { PinnedPlaybook } from "../../../ports/run-store.ts";
import { type Answer, answer } from "../refusal.ts";
import type { Desk, Library, LibraryEntry } from "./desk.ts";
import { noSuchRun } from "./find-run.ts";
import { noSuchPlaybook } from "./resolve-wish.ts";

interface Finding extends Pick<Desk, "access"> {
  readonly library: Pick<Library, "find">;
}

interface Looking extends Finding {
  readonly library: Pick<Library, "current" | "find">;
}

interface Runs {
  readonly get: (run: string) => Promise<PinnedPlaybook | undefined>;
}

/** The team that owns a run. Nobody learns of a run that they may not see, not even that it exists. */
export async function ownerOfRun(
  run: string,
  actor: Actor,
  desk: Looking & { readonly store: Runs },
): Promise<Answer<string | null>> {
  const record = await desk.store.get(run);
  if (record === undefined || !(await mayBeSeenBy(actor, record, desk))) return noSuchRun(run);
  return answer(await ownerOf(record, desk));
}

export async function ownerOfPlaybook(
  playbook: string,
  actor: Actor,
  desk: Looking,
): Promise<Answer<string>> {
  const entries = await entriesFor(actor, desk);
  const entry = entries.find(({ pinned }) => pinned.playbook === playbook);
  return entry === undefined
    ? noSuchPlaybook(playbook, entries)
    : answer(entry.program.playbook.owner);
}

/** The playbooks that somebody may see, of those that can be run now. */
export async function entriesFor(actor: Actor, desk: Looking): Promise<readonly LibraryEntry[]> {
  const entries = await desk.library.current();
  return entries.filter(({ program }) => maySee(actor, program.playbook.owner, desk));
}

/** Whether somebody may see a version and its runs. What nobody understands is for admins. */
export async function mayBeSeenBy(
  actor: Actor,
  version: PinnedPlaybook,
  desk: Finding,
): Promise<boolean> {
  const owner = await ownerOf(version, desk);
  return owner === null ? isAdmin(actor, desk.access()) : maySee(actor, owner, desk);
}

async function ownerOf(version: PinnedPlaybook, { library }: Finding): Promise<string | null> {
  const found = await library.find(version);
  switch (found.is) {
    case "understood":
      return found.program.playbook.owner;
    case "not_understood":
      return null;
  }
}

function maySee(actor: Actor, owner: string, { access }: Pick<Desk, "access">): boolean {
  return authorize(actor, "see", owner, access()) === undefined;
}
