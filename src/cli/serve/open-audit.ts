import type { PublicKey } from "../../audit/audit-key.ts";
import { bodyHash, writeCheckpoint } from "../../audit/checkpoint.ts";
import { judgeRecent } from "../../audit/judge-recent.ts";
import type { Connections } from "../../config/connections.ts";
import type { Audit } from "../../config/settings/audit.ts";
import { startSealer } from "../../engine/sealing/start-sealer.ts";
import { type Answer, answer, refuse } from "../../intake/api/refusal.ts";
import { lastNote } from "../../integrations/anchor-file/client.ts";
import { openCheckpointStore } from "../../integrations/postgres/audit/open-checkpoint-store.ts";
import { openReader } from "../../integrations/postgres/audit/open-reader.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import type { AuditReader } from "../../ports/audit-reader.ts";
import type { CheckpointStore } from "../../ports/checkpoint-store.ts";
import { anchorsOf } from "./anchors.ts";
import { openAuditKey } from "./audit-key.ts";
import type { ServedDatabase } from "./open-database.ts";

export interface AuditOptions {
  readonly dataDir: string;
  readonly database: ServedDatabase;
  readonly settings: Audit;
  readonly connections: () => Connections | undefined;
  /** Told of what went wrong and was survived. */
  readonly warn: (what: string, error: unknown) => void;
}

export interface ServedAudit {
  readonly key: PublicKey;
  readonly reader: AuditReader;
  /** Seals what was recorded until now. */
  readonly stop: () => Promise<void>;
}

const SEAL_EVERY_MS = 1_000;

/** Looks whether the record still fits what was signed, then seals it as it grows. */
export async function openAudit(options: AuditOptions): Promise<Answer<ServedAudit>> {
  const { dataDir, database, settings, connections, warn } = options;
  const signer = await openAuditKey(dataDir);
  if (!signer.ok) return signer;
  const { key } = signer.value;
  const { store, close } = openCheckpointStore(database.address, database.onBroken);
  const { reader, recent, close: closeReader } = openReader(database.address, database.onBroken);
  const closeAll = async (): Promise<void> => {
    await Promise.all([close(), closeReader()]);
  };
  const trusted = await trust([key], await recent(), store, settings);
  if (!trusted.ok) {
    await closeAll();
    return trusted;
  }
  const sealer = startSealer({
    store,
    write: (unsealed) => writeCheckpoint(unsealed, signer.value),
    anchors: anchorsOf(settings, { store, connections, clock }),
    clock,
    everyMs: SEAL_EVERY_MS,
    onTrouble: warn,
  });
  const stop = async (): Promise<void> => {
    await sealer.stop();
    await closeAll();
  };
  return answer({ key, reader, stop });
}

async function trust(
  keys: readonly PublicKey[],
  recent: Parameters<typeof judgeRecent>[0],
  store: Pick<CheckpointStore, "notesAfter">,
  { anchors }: Audit,
): Promise<Answer<undefined>> {
  const [first, ...others] = judgeRecent(recent, keys);
  if (first !== undefined) {
    const more = others.length === 0 ? "" : `, and ${others.length} more`;
    return refuse(
      "E545",
      `The audit record does not fit its checkpoints: ${first.at}: ${first.because}${more}`,
      "Keep a copy of the database as evidence, then restore a backup from before the change.",
    );
  }
  for (const anchor of anchors) {
    if (!("file" in anchor)) continue;
    const because = await whyBehind(anchor.file, store);
    if (because !== undefined) {
      return refuse(
        "E546",
        `The audit record is not the one that ${anchor.file} knows: ${because}`,
        "If a backup was restored on purpose, keep that file as evidence, name a new one, and start once with --restored.",
      );
    }
  }
  return answer(undefined);
}

async function whyBehind(
  file: string,
  store: Pick<CheckpointStore, "notesAfter">,
): Promise<string | undefined> {
  const anchored = await lastNote(file);
  if (anchored === undefined) return undefined;
  const [same] = await store.notesAfter(anchored.number - 1, 1);
  if (same === undefined) return `checkpoint ${anchored.number} is missing`;
  if (bodyHash(same) === bodyHash(anchored)) return undefined;
  return `checkpoint ${anchored.number} is another one`;
}
