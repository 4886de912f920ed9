import { type Verb, verb } from "./verb.ts";
import { dataDir, json } from "./verb-options.ts";

const PROOF = "Prove what was done:";

/** A run in the examples. */
const ID = "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90";

const ofExport = { flags: "--export <file>", meaning: "an export, instead of the server" };
const ofKey = { flags: "--key <file>", meaning: "public keys, instead of the server's own" };

/** Verbs about the audit record. */
export const AUDIT_VERBS: readonly Verb[] = [
  verb({
    name: "audit",
    group: PROOF,
    summary: "prove, export or read the record of everything that happened",
    usage: "<verify|export|show|key> [subject]",
    options: [
      ofExport,
      ofKey,
      { flags: "--anchor <file>", meaning: "verify: checkpoints that were kept outside" },
      { flags: "--archive <folder>", meaning: "verify: what was removed after its time" },
      { flags: "--database", meaning: "export: from DATABASE_URL itself, without a server" },
      { flags: "--actor <name>", meaning: "show: what somebody did" },
      { flags: "--since <time>", meaning: "show: such as 1h, or 2026-11-21T03:00:00Z" },
      { flags: "--limit <number>", meaning: "show: at most so many (default: 100)" },
      json,
      dataDir,
    ],
    completes: { is: "words", words: ["verify", "export", "show", "key"] },
    examples: [
      { line: "pitcrew audit verify --anchor /mnt/worm/pitcrew.jsonl", does: "is it still whole?" },
      { line: "pitcrew audit export > record.jsonl", does: "everything, with its checkpoints" },
      { line: "pitcrew audit export --database > record.jsonl", does: "without a server" },
      {
        line: "pitcrew audit verify --export record.jsonl --key audit-key.pem",
        does: "without a server",
      },
      { line: "pitcrew audit show --actor ann --since 24h", does: "what somebody did" },
    ],
    load: async () => (await import("./audit.ts")).audit,
  }),
  verb({
    name: "evidence",
    group: PROOF,
    summary: "write one document about a run: who asked and agreed, what was done, and the proof",
    usage: "<run>",
    options: [
      ofExport,
      ofKey,
      { flags: "--charts <folder>", meaning: "write what it has read over time there, as SVG" },
      json,
      dataDir,
    ],
    completes: { is: "asked", what: "runs" },
    examples: [
      { line: `pitcrew evidence ${ID} > run.md`, does: "for a report or an auditor" },
      { line: `pitcrew evidence ${ID} --charts charts > run.md`, does: "the same with pictures" },
    ],
    load: async () => (await import("./evidence.ts")).evidence,
  }),
  verb({
    name: "export",
    group: PROOF,
    summary: "write a report about a run for those who were not there",
    usage: "<run>",
    options: [
      {
        flags: "--as <form>",
        meaning: "text, a page with pictures, all data, or the timeline (default: md)",
        choices: ["md", "html", "json", "csv"],
      },
      { flags: "--out <file>", meaning: "write it there, instead of to stdout" },
      { flags: "--zone <zone>", meaning: "for local times (default: this machine's)" },
      { flags: "--no-names", meaning: "person 1, person 2 instead of names" },
      dataDir,
    ],
    completes: { is: "asked", what: "runs" },
    examples: [
      { line: `pitcrew export ${ID} > review.md`, does: "to begin a review with" },
      { line: `pitcrew export ${ID} --as html --out review.html`, does: "with pictures" },
    ],
    load: async () => (await import("./export.ts")).exportReport,
  }),
];
