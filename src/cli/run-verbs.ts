import { OUTCOMES } from "../model/outcome.ts";
import { ROLES } from "./serve/role.ts";
import { type Verb, verb } from "./verb.ts";
import { about, dataDir, json, jsonl, world } from "./verb-options.ts";

const RUN = "Run them:";

/** A run in the examples. */
const ID = "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90";

/** Verbs that serve, or that ask the server. */
export const RUN_VERBS: readonly Verb[] = [
  verb({
    name: "serve",
    group: RUN,
    summary: "load the playbooks and carry out their runs",
    usage: "",
    options: [
      dataDir,
      ...world,
      {
        flags: "--role <role>",
        meaning: "only hear, or only carry out (default: all)",
        choices: ROLES,
      },
      {
        flags: "--restored",
        meaning: "the database was put back from a backup: ask before anything happens twice",
      },
      { flags: "--range", meaning: "attach a range to practise on, if nothing of yours is set up" },
    ],
    completes: { is: "nothing" },
    examples: [
      { line: "pitcrew serve", does: "until Ctrl-C" },
      { line: "pitcrew serve --range", does: "with something to break and to mend" },
      { line: "kill -HUP <pid>", does: "load the playbooks again" },
    ],
    load: async () => (await import("./serve.ts")).serve,
  }),
  verb({
    name: "migrate",
    group: RUN,
    summary: "bring the tables of the database up to date, and end",
    usage: "",
    options: [dataDir],
    completes: { is: "nothing" },
    examples: [{ line: "pitcrew migrate", does: "before servers of a new version start" }],
    load: async () => (await import("./migrate.ts")).migrate,
  }),
  verb({
    name: "playbook",
    group: RUN,
    summary: "list playbooks and their versions, and choose which one new runs follow",
    usage: "<list|show|reload|activate|rollback|pin|unpin|trust|demote> [name] [version]",
    options: [
      { flags: "--env <environment>", meaning: "trust, demote: where (default: default)" },
      { flags: "--reason <text>", meaning: "demote: why, for the record" },
      json,
      dataDir,
    ],
    completes: {
      is: "words",
      words: ["list", "show", "reload", "activate", "rollback", "pin", "unpin", "trust", "demote"],
    },
    examples: [
      { line: "pitcrew playbook list", does: "version, hash, since when, runs started on it" },
      {
        line: "pitcrew playbook show queue-backlog",
        does: "every version, how freely it may act, and why",
      },
      { line: "pitcrew playbook reload", does: "read the files again" },
      {
        line: "pitcrew playbook rollback queue-backlog",
        does: "back to the version before, pinned",
      },
      {
        line: "pitcrew playbook trust queue-backlog --env prod",
        does: "let it act alone, once it has shown enough",
      },
    ],
    load: async () => (await import("./playbook.ts")).playbook,
  }),
  verb({
    name: "plan",
    group: RUN,
    summary: "show what a run would do; looks at nothing and changes nothing",
    usage: "<playbook> [params...]",
    options: [json, dataDir],
    completes: { is: "asked", what: "names" },
    examples: [
      { line: "pitcrew plan queue-backlog most_workers=12", does: "its steps and params" },
    ],
    load: async () => (await import("./plan.ts")).plan,
  }),
  verb({
    name: "run",
    group: RUN,
    summary: "start a playbook and follow it",
    usage: "<playbook> [params...]",
    options: [json, jsonl, dataDir],
    completes: { is: "asked", what: "names" },
    examples: [
      {
        line: "pitcrew run queue-backlog most_workers=12",
        does: "until it ends; Ctrl-C leaves it",
      },
      { line: "pitcrew run queue-backlog --jsonl", does: "for a program that reads along" },
    ],
    load: async () => (await import("./run.ts")).run,
  }),
  verb({
    name: "runs",
    group: RUN,
    summary: "list runs, the newest first",
    usage: "",
    options: [
      { flags: "--playbook <name>", meaning: "those of one playbook" },
      { flags: "--outcome <outcome>", meaning: "those that ended like this", choices: OUTCOMES },
      { flags: "--live", meaning: "those that have not ended" },
      { flags: "--limit <number>", meaning: "at most so many (default: 50)" },
      json,
      dataDir,
    ],
    completes: { is: "nothing" },
    examples: [{ line: "pitcrew runs --live", does: "what goes on now" }],
    load: async () => (await import("./runs.ts")).runs,
  }),
  verb({
    name: "show",
    group: RUN,
    summary: "show how a run stands, step by step",
    usage: "<run>",
    options: [json, dataDir],
    completes: { is: "asked", what: "runs" },
    examples: [{ line: `pitcrew show ${ID}`, does: "steps, what it waits for, how it ended" }],
    load: async () => (await import("./show.ts")).show,
  }),
  verb({
    name: "watch",
    group: RUN,
    summary: "follow a run until it ends",
    usage: "<run>",
    options: [json, jsonl, dataDir],
    completes: { is: "asked", what: "runs" },
    examples: [{ line: `pitcrew watch ${ID}`, does: "Ctrl-C stops watching, not the run" }],
    load: async () => (await import("./watch.ts")).watch,
  }),
  verb({
    name: "logs",
    group: RUN,
    summary: "print the record of a run",
    usage: "<run>",
    options: [
      { flags: "-f, --follow", meaning: "go on until the run ends" },
      { flags: "--step <id>", meaning: "what is about this step" },
      json,
      jsonl,
      dataDir,
    ],
    completes: { is: "asked", what: "runs" },
    examples: [{ line: `pitcrew logs ${ID} --step depth`, does: "what came of one step" }],
    load: async () => (await import("./logs.ts")).logs,
  }),
  verb({
    name: "stop",
    group: RUN,
    summary: "end a run; what is on its way is waited for",
    usage: "<run>",
    options: [{ flags: "--undo", meaning: "take its changes back as well" }, json, dataDir],
    completes: { is: "asked", what: "runs" },
    examples: [{ line: `pitcrew stop ${ID} --undo`, does: "end it and take its changes back" }],
    load: async () => (await import("./stop.ts")).stop,
  }),
  verb({
    name: "retry",
    group: RUN,
    summary: "run an ended run again, with the playbook of today, and follow it",
    usage: "<run>",
    options: [json, jsonl, dataDir],
    completes: { is: "asked", what: "runs" },
    examples: [{ line: `pitcrew retry ${ID}`, does: "with the same params" }],
    load: async () => (await import("./retry.ts")).retry,
  }),
  verb({
    name: "undo",
    group: RUN,
    summary: "take back what an ended run has left",
    usage: "<run>",
    options: [json, dataDir],
    completes: { is: "asked", what: "runs" },
    examples: [{ line: `pitcrew undo ${ID}`, does: "where its changes have a way back" }],
    load: async () => (await import("./undo.ts")).undo,
  }),
  verb({
    name: "answer",
    group: RUN,
    summary: "answer what a run asks",
    usage: "<run> <answer>",
    options: [...about, json, dataDir],
    completes: { is: "asked", what: "runs" },
    examples: [{ line: `pitcrew answer ${ID} scaled`, does: "one of the choices, or free text" }],
    load: async () => (await import("./answer.ts")).answer,
  }),
  verb({
    name: "settle",
    group: RUN,
    summary: "say whether an effect in doubt happened: happened, not-happened or unknown",
    usage: "<run> <verdict>",
    options: [...about, json, dataDir],
    completes: { is: "asked", what: "runs" },
    examples: [{ line: `pitcrew settle ${ID} happened`, does: "after a look at the target" }],
    load: async () => (await import("./settle.ts")).settle,
  }),
];
