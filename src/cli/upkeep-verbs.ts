import { type Verb, verb } from "./verb.ts";
import { dataDir, json, world } from "./verb-options.ts";

const KEEP = "Keep it running:";

/** Verbs about what has to be right so that Pitcrew can do its work. */
export const UPKEEP_VERBS: readonly Verb[] = [
  verb({
    name: "doctor",
    group: KEEP,
    summary: "look at everything that Pitcrew needs, and say what helps",
    usage: "",
    options: [json, dataDir, ...world],
    completes: { is: "nothing" },
    examples: [{ line: "pitcrew doctor", does: "changes nothing and pages nobody" }],
    load: async () => (await import("./doctor.ts")).doctor,
  }),
  verb({
    name: "connections",
    group: KEEP,
    summary: "reach the systems of connections.yaml with a read that harms nobody",
    usage: "<test> [name]",
    options: [json, ...world],
    completes: { is: "words", words: ["test"] },
    examples: [
      { line: "pitcrew connections test", does: "all of them" },
      { line: "pitcrew connections test orders-queue", does: "one of them" },
    ],
    load: async () => (await import("./connections.ts")).connections,
  }),
  verb({
    name: "upkeep",
    group: KEEP,
    summary: "say how long everything is kept and what would be removed, or remove it now",
    usage: "[show|run]",
    options: [json, dataDir],
    completes: { is: "words", words: ["show", "run"] },
    examples: [
      { line: "pitcrew upkeep", does: "what is past its time; removes nothing" },
      { line: "pitcrew upkeep run", does: "what is done once a day, now" },
    ],
    load: async () => (await import("./upkeep.ts")).upkeep,
  }),
  verb({
    name: "schedule",
    group: KEEP,
    summary: "list the schedules, when they are due next, or start one now",
    usage: "<list|next|run> [name]",
    options: [json, dataDir],
    completes: { is: "words", words: ["list", "next", "run"] },
    examples: [
      { line: "pitcrew schedule next", does: "the next five times of each" },
      { line: "pitcrew schedule run nightly-look", does: "what it would start, now" },
    ],
    load: async () => (await import("./schedule.ts")).schedule,
  }),
];
