import { newAuditKey, readSigner, type Signer } from "../../../../src/audit/audit-key.ts";
import { type Note, writeCheckpoint } from "../../../../src/audit/checkpoint.ts";
import { EVERYTHING, openVerifier, type Verdict } from "../../../../src/audit/verify-record.ts";
import { openCheckpointStore } from "../../../../src/integrations/postgres/audit/open-checkpoint-store.ts";
import { openReader } from "../../../../src/integrations/postgres/audit/open-reader.ts";
import type { AuditReader } from "../../../../src/ports/audit-reader.ts";
import type { CheckpointStore, Sealing } from "../../../../src/ports/checkpoint-store.ts";
import { onTestFinished } from "vitest";
import type { Connection } from "../../../postgres/administer.ts";

export interface SealedWorld {
  readonly store: CheckpointStore;
  readonly reader: AuditReader;
  readonly signer: Signer;
  readonly sealOnce: () => Promise<Sealing>;
  /** Until every entry is under a checkpoint. */
  readonly sealAll: () => Promise<void>;
  /** What an anchor would have by now. */
  readonly notes: () => Promise<readonly Note[]>;
  readonly verify: (anchored?: readonly Note[]) => Promise<Verdict>;
}

/** A database whose record is sealed by hand. */
export function sealedWorld(app: Connection, signer: Signer = newSigner()): SealedWorld {
  const { store, close } = openCheckpointStore(app, () => undefined);
  const { reader, close: closeReader } = openReader(app, () => undefined);
  onTestFinished(async () => {
    await Promise.all([close(), closeReader()]);
  });
  const sealOnce = () => store.seal((unsealed) => writeCheckpoint(unsealed, signer));
  const verify = async (anchored: readonly Note[] = []): Promise<Verdict> => {
    const verifier = openVerifier({ keys: [signer.key], anchored, of: EVERYTHING });
    for await (const one of reader.checkpoints(undefined)) verifier.checkpoint(one);
    for await (const one of reader.entries(undefined)) verifier.entry(one);
    return verifier.end();
  };
  return {
    store,
    reader,
    signer,
    sealOnce,
    // Transactions of other tests on the same server hold a checkpoint up while they are open.
    sealAll: async () => {
      do await sealOnce();
      while ((await verify()).unsealed.count > 0);
    },
    notes: () => store.notesAfter(0, 1_000_000),
    verify,
  };
}

function newSigner(): Signer {
  const signer = readSigner(newAuditKey());
  if (signer === undefined) throw new Error("a key was made");
  return signer;
}
