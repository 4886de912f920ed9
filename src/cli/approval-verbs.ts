import { type Verb, verb, type VerbOption } from "./verb.ts";
import { dataDir, json, jsonl } from "./verb-options.ts";

const DECIDE = "Decide:";

/** A run in the examples. */
const ID = "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90";

const step: VerbOption = { flags: "--step <id>", meaning: "the step, when several are asked" };

/** Verbs by which people say yes or no. */
export const APPROVAL_VERBS: readonly Verb[] = [
  verb({
    name: "approvals",
    group: DECIDE,
    summary: "list what waits for an approval, the oldest first",
    usage: "",
    options: [json, dataDir],
    completes: { is: "nothing" },
    examples: [{ line: "pitcrew approvals", does: "what would be done, who is asked, until when" }],
    load: async () => (await import("./approvals/approvals.ts")).approvals,
  }),
  verb({
    name: "approve",
    group: DECIDE,
    summary: "approve what a step would do: exactly the plan that you name",
    usage: "<run>",
    options: [
      { flags: "--plan <digest>", meaning: "the plan that you saw, its first 6 digits or more" },
      step,
      {
        flags: "--break-glass <reason>",
        meaning: "decide alone, whoever is asked; the owner is paged and it stands in the record",
      },
      json,
      dataDir,
    ],
    completes: { is: "asked", what: "runs" },
    examples: [
      { line: `pitcrew approve ${ID} --plan 3c9e12`, does: "unless the plan has changed" },
    ],
    load: async () => (await import("./approvals/approve.ts")).approve,
  }),
  verb({
    name: "deny",
    group: DECIDE,
    summary: "say no to what a step would do, which ends its run",
    usage: "<run>",
    options: [{ flags: "--reason <text>", meaning: "why, for the others" }, step, json, dataDir],
    completes: { is: "asked", what: "runs" },
    examples: [{ line: `pitcrew deny ${ID} --reason "not during the sale"`, does: "at once" }],
    load: async () => (await import("./approvals/deny.ts")).deny,
  }),
  verb({
    name: "revoke",
    group: DECIDE,
    summary: "take your approval back; once something was sent under it, the run is stopped",
    usage: "<run>",
    options: [step, json, dataDir],
    completes: { is: "asked", what: "runs" },
    examples: [{ line: `pitcrew revoke ${ID}`, does: "others may still approve" }],
    load: async () => (await import("./approvals/revoke.ts")).revoke,
  }),
  verb({
    name: "start",
    group: DECIDE,
    summary: "start what a run has suggested, and follow it",
    usage: "<run>",
    options: [json, jsonl, dataDir],
    completes: { is: "asked", what: "runs" },
    examples: [{ line: `pitcrew start ${ID}`, does: "its changes are asked for, one by one" }],
    load: async () => (await import("./approvals/start.ts")).start,
  }),
];
