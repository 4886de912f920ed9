import { MATCH_RESULTS } from "../ports/alerts/match-report.ts";
import { type Verb, verb } from "./verb.ts";
import { dataDir, json } from "./verb-options.ts";

const ALERTS = "See the alerts:";

/** Verbs about alerts, and about when nothing starts for them. */
export const ALERT_VERBS: readonly Verb[] = [
  verb({
    name: "alerts",
    group: ALERTS,
    summary: "list the alerts that fire, and what came of them",
    usage: "",
    options: [
      { flags: "--all", meaning: "those that are over, too" },
      { flags: "--result <result>", meaning: "those of which this came", choices: MATCH_RESULTS },
      { flags: "--limit <number>", meaning: "at most so many (default: 50)" },
      json,
      dataDir,
    ],
    completes: { is: "nothing" },
    examples: [
      { line: "pitcrew alerts", does: "what fires now" },
      { line: "pitcrew alerts --result unmatched", does: "what no playbook covers" },
    ],
    load: async () => (await import("./alerts/alerts.ts")).alerts,
  }),
  verb({
    name: "why",
    group: ALERTS,
    summary: "say why a run was started for an alert, or none",
    usage: "<alert>",
    options: [json, dataDir],
    completes: { is: "asked", what: "runs" },
    examples: [
      { line: "pitcrew why 70de623b96560d8e", does: "by its fingerprint: the newest of it" },
      { line: "pitcrew why 0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90", does: "by its id, or by a run" },
    ],
    load: async () => (await import("./alerts/why.ts")).why,
  }),
  verb({
    name: "windows",
    group: ALERTS,
    summary: "list, add or end the times in which no run is started for alerts",
    usage: "<list|add|end> [id]",
    options: [
      { flags: "--kind <kind>", meaning: "what it is", choices: ["maintenance", "freeze"] },
      { flags: "--label <pairs...>", meaning: "for alerts with these only: cluster=eu-*" },
      { flags: "--reason <text>", meaning: "why, for those who meet it" },
      { flags: "--from <time>", meaning: "when it begins (default: now)" },
      { flags: "--for <duration>", meaning: "for so long (default: 1h)" },
      json,
      dataDir,
    ],
    completes: { is: "words", words: ["list", "add", "end"] },
    examples: [
      { line: "pitcrew windows list", does: "those that are open, to come, or come again" },
      {
        line: 'pitcrew windows add --kind maintenance --label cluster=eu-1 --for 2h --reason "new switches"',
        does: "nothing starts for eu-1, and nobody is paged",
      },
    ],
    load: async () => (await import("./alerts/windows.ts")).windows,
  }),
];
