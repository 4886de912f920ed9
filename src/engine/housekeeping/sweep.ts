import { writeExport } from "../../audit/export.ts";
import type { Archive, Housekeeping, Removed } from "../../ports/housekeeping.ts";
import type { Author } from "../../ports/playbook-store.ts";
import type { Kept } from "./kept.ts";

export interface SweepNeeds {
  readonly store: Housekeeping;
  /** Without one, no run goes, as its part of the record would go with it. */
  readonly archive: Archive | undefined;
}

/** Small enough that nobody waits long for a lock, or for the disk. */
const BATCH = 1_000;
const BATCH_OF_RUNS = 200;

/** Removes what is past its time; nothing when another process is at it. */
export function sweep(
  kept: readonly Kept[],
  needs: SweepNeeds,
  author: Author,
  signal: AbortSignal,
): Promise<Removed | undefined> {
  return needs.store.alone(async () => {
    const removed: Record<string, number> = {};
    for (const one of kept) {
      const count = await removeAll(one, needs, author, signal);
      if (count > 0) removed[one.what] = count;
    }
    await needs.store.note(removed, author);
    return removed;
  });
}

async function removeAll(
  { what, keepMs }: Kept,
  needs: SweepNeeds,
  author: Author,
  signal: AbortSignal,
): Promise<number> {
  let removed = 0;
  while (!signal.aborted) {
    const gone =
      what === "runs"
        ? await removeRuns(keepMs, needs, author)
        : await needs.store.remove(what, keepMs, BATCH);
    if (gone === 0) break;
    removed += gone;
  }
  return removed;
}

async function removeRuns(
  keepMs: number,
  { store, archive }: SweepNeeds,
  author: Author,
): Promise<number> {
  if (archive === undefined) return 0;
  const runs = await store.pastRuns(keepMs, BATCH_OF_RUNS);
  if (runs.length === 0) return 0;
  const lines = writeExport({
    of: REMOVED_RUNS,
    at: 0,
    checkpoints: none(),
    entries: store.entriesOf(runs),
  });
  return store.removeRuns({ runs, keepMs, archive: await archive.keep(lines), author });
}

/** What such an archive says that it is of. */
const REMOVED_RUNS = "removed runs";

/** Those stay in the database, which they prove. */
async function* none(): AsyncGenerator<never> {}
