import { describe, expect, test } from "vitest";
import { newAuditKey, readSigner, type Signer } from "../../src/audit/audit-key.ts";
import { type ChainedEntry, chainHash, GENESIS } from "../../src/audit/chain.ts";
import { type Checkpoint, type Note, writeCheckpoint } from "../../src/audit/checkpoint.ts";
import { writeExport } from "../../src/audit/export.ts";
import { EVERYTHING, type ExportedEntry } from "../../src/audit/verify-record.ts";
import { verifyExport } from "../../src/audit/verify-export.ts";

const signer = newSigner();

describe("an export", () => {
  test("is whole when nothing was changed, and says what is not sealed yet", async () => {
    const record = aRecord();
    const verified = await verify(record, { anchored: record.checkpoints });

    expect(verified).toMatchObject({
      of: EVERYTHING,
      verdict: {
        entries: 7,
        chains: 2,
        checkpoints: 2,
        last: { number: 2, at: 200 },
        unsealed: { count: 1, oldest: 7 },
        found: 0,
      },
    });
  });

  test.each<[string, (record: Record) => Partial<Record>, readonly string[]]>([
    [
      "an entry was altered",
      ({ entries }) => ({ entries: entries.with(1, { ...at(entries, 1), body: "x" }) }),
      ["run:a at entry 2: entry altered"],
    ],
    [
      "an entry is missing",
      ({ entries }) => ({ entries: entries.toSpliced(1, 1) }),
      ["run:a at entry 2: entry missing"],
    ],
    [
      "the end of a chain is missing",
      ({ entries }) => ({ entries: entries.toSpliced(2, 1) }),
      ["run:a: entries are missing: it had 3, and ends at entry 2"],
    ],
    [
      "a chain is missing",
      ({ entries }) => ({ entries: entries.slice(3) }),
      ["run:a: entries are missing: it had 3, and ends at entry 0"],
    ],
    [
      "a chain is another one",
      ({ entries }) => ({
        entries: [...chain("run:a", ["other", "body", "c"]), ...entries.slice(3)],
      }),
      [
        "run:a at entry 2: not the one that was sealed",
        "run:a at entry 3: not the one that was sealed",
      ],
    ],
    [
      "an entry was put in below what is sealed",
      ({ entries }) => ({ entries: entries.with(6, { ...at(entries, 6), tx: 3 }) }),
      ["run:b at entry 4: passed over by the checkpoints"],
    ],
    [
      "the entries of a chain stand in two places",
      ({ entries }) => ({ entries: [...entries, at(entries, 0)] }),
      ["run:a: its entries stand in several places"],
    ],
    [
      "a checkpoint is missing",
      ({ checkpoints }) => ({ checkpoints: checkpoints.slice(1) }),
      ["checkpoint 2: checkpoint missing"],
    ],
    [
      "a checkpoint names other heads",
      ({ checkpoints }) => ({
        checkpoints: checkpoints.with(1, { ...at(checkpoints, 1), heads: "1 ff run:x" }),
      }),
      ["checkpoint 2: heads altered"],
    ],
    [
      "a checkpoint says something else than was signed",
      ({ checkpoints: [first] }) => ({
        checkpoints: first ? [{ ...first, body: first.body.replace('"at":100', '"at":101') }] : [],
      }),
      ["checkpoint 1: signature wrong"],
    ],
    [
      "a line cannot be read",
      () => ({ last: "hello" }),
      ["line 11: cannot be read", "line 11: the export ends too early"],
    ],
  ])("is found out when %s", async (_, forge, expected) => {
    const record = aRecord();
    const verified = await verify({ ...record, ...forge(record) });

    const findings = verified.is === "verified" ? verified.verdict.findings : [];
    expect(findings.map(({ at: place, because }) => `${place}: ${because}`)).toEqual(
      expect.arrayContaining([...expected]),
    );
  });

  test("is found out when checkpoints are missing that an anchor has", async () => {
    const { entries, checkpoints } = aRecord();
    const kept = [0, 1, 3].map((index) => at(entries, index));
    const cut = { entries: kept, checkpoints: checkpoints.slice(0, 1) };

    expect(await verify(cut)).toMatchObject({ verdict: { found: 0 } });
    expect(await verify(cut, { anchored: checkpoints })).toMatchObject({
      verdict: {
        findings: [{ at: "anchored checkpoint 2", because: "the record no longer has it" }],
      },
    });
  });

  test("that somebody else signed is not believed", async () => {
    expect(await verify(aRecord(newSigner()))).toMatchObject({
      verdict: { found: 2, findings: [{ because: "key unknown" }, { because: "key unknown" }] },
    });
  });

  test("of a part needs not all checkpoints, and is told from none", async () => {
    const { entries, checkpoints } = aRecord();
    const part = { of: "run:b", entries: entries.slice(3), checkpoints: checkpoints.slice(1) };

    expect(await verify(part)).toMatchObject({ of: "run:b", verdict: { found: 0 } });
    expect(await verifyExport(batch(["hello"]), NOTHING_KNOWN)).toEqual({ is: "no_export" });
    expect(await verifyExport(batch([]), NOTHING_KNOWN)).toEqual({ is: "no_export" });
  });
});

const NOTHING_KNOWN = { keys: [], anchored: [] };

interface Record {
  readonly of?: string;
  readonly entries: readonly ExportedEntry[];
  readonly checkpoints: readonly Checkpoint[];
  /** Instead of the last line. */
  readonly last?: string;
}

/** Two chains, two checkpoints, and one entry that is newer than they are. */
function aRecord(by: Signer = signer): Record {
  const a = chain("run:a", ["1", "2", "3"]);
  const b = chain("run:b", ["4", "5", "6", "7"]);
  const txs = [1, 1, 6, 1, 6, 6, 20];
  const entries = [...a, ...b].map((entry, index) => ({ ...entry, tx: at(txs, index) }));
  const heads = [at(a, 1), at(b, 0)];
  const first = writeCheckpoint({ last: undefined, heads, upto: 5, at: 100 }, by);
  const later = [at(a, 2), at(b, 2)];
  const second = writeCheckpoint({ last: first, heads: later, upto: 10, at: 200 }, by);
  return { entries, checkpoints: [first, second] };
}

let clock = 0;

function chain(subject: string, bodies: readonly string[]): readonly ExportedEntry[] {
  const entries: ChainedEntry[] = [];
  if (subject === "run:a") clock = 0;
  for (const [index, body] of bodies.entries()) {
    const prev = entries.at(-1)?.hash ?? GENESIS;
    clock += 1;
    const about = { kind: "woke", actor: "ann", surface: "cli" };
    const entry = { subject, seq: index + 1, at: clock, ...about, body };
    entries.push({ ...entry, prev, hash: chainHash(prev, entry) });
  }
  return entries.map((entry) => ({ ...entry, tx: 1 }));
}

async function verify(
  { of = EVERYTHING, entries, checkpoints, last }: Record,
  { anchored = [] }: { readonly anchored?: readonly Note[] } = {},
) {
  const lines: string[] = [];
  const exported = { of, at: 0, checkpoints: each(checkpoints), entries: each(entries) };
  for await (const line of writeExport(exported)) lines.push(line);
  const told = last === undefined ? lines : [...lines.slice(0, -1), last];
  return verifyExport(batch(told), { keys: [signer.key], anchored });
}

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

async function* batch(lines: readonly string[]): AsyncGenerator<readonly string[]> {
  yield lines;
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`there is no item ${index}`);
  return item;
}

function newSigner(): Signer {
  const made = readSigner(newAuditKey());
  if (made === undefined) throw new Error("a key was made");
  return made;
}
