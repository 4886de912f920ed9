import { type Verb, verb, type VerbOption } from "./verb.ts";
import { dataDir, json } from "./verb-options.ts";

const BRAKE = "Hold it back:";

const because: VerbOption = { flags: "--reason <text>", meaning: "why, for those who meet it" };

const forTime: VerbOption = {
  flags: "--for <duration>",
  meaning: "for so long, such as 30m; without, until somebody ends it",
};

/** `all`, which is meant without it, `team:NAME` or `playbook:NAME`. */
const SCOPE = "[scope]";

/** Verbs that keep runs from starting, and changes from being made. */
export const BRAKE_VERBS: readonly Verb[] = [
  verb({
    name: "brakes",
    group: BRAKE,
    summary: "list what is frozen, paused, drained and held, by whom and why",
    usage: "",
    options: [json, dataDir],
    completes: { is: "nothing" },
    examples: [{ line: "pitcrew brakes", does: "one line for each" }],
    load: async () => (await import("./brakes/brakes.ts")).brakes,
  }),
  verb({
    name: "freeze",
    group: BRAKE,
    summary: "let nothing change anything; runs wait before their next change",
    usage: SCOPE,
    options: [
      because,
      forTime,
      { flags: "--stop", meaning: "end the runs that are under way" },
      { flags: "--undo", meaning: "end them and take their changes back" },
      json,
      dataDir,
    ],
    completes: { is: "words", words: ["all"] },
    examples: [
      { line: 'pitcrew freeze --reason "database failover"', does: "everything, at once" },
      { line: 'pitcrew freeze team:platform --for 1h --reason "release"', does: "what it owns" },
    ],
    load: async () => (await import("./brakes/turn-switch.ts")).freeze,
  }),
  verb({
    name: "thaw",
    group: BRAKE,
    summary: "end a freeze",
    usage: SCOPE,
    options: [json, dataDir],
    completes: { is: "words", words: ["all"] },
    examples: [{ line: "pitcrew thaw", does: "what was held back goes on" }],
    load: async () => (await import("./brakes/turn-switch.ts")).thaw,
  }),
  verb({
    name: "pause",
    group: BRAKE,
    summary: "let nothing start by itself; starts by hand go on",
    usage: SCOPE,
    options: [because, forTime, json, dataDir],
    completes: { is: "words", words: ["all"] },
    examples: [
      { line: 'pitcrew pause playbook:queue-backlog --for 2h --reason "load test"', does: "one" },
    ],
    load: async () => (await import("./brakes/turn-switch.ts")).pause,
  }),
  verb({
    name: "resume",
    group: BRAKE,
    summary: "end a pause or a drain",
    usage: SCOPE,
    options: [json, dataDir],
    completes: { is: "words", words: ["all"] },
    examples: [{ line: "pitcrew resume", does: "alerts that were held back are matched again" }],
    load: async () => (await import("./brakes/turn-switch.ts")).resume,
  }),
  verb({
    name: "drain",
    group: BRAKE,
    summary: "let nothing start, and wait until no run is left",
    usage: SCOPE,
    options: [because, json, dataDir],
    completes: { is: "words", words: ["all"] },
    examples: [{ line: "pitcrew drain && systemctl stop pitcrew", does: "an empty Pitcrew" }],
    load: async () => (await import("./brakes/drain.ts")).drain,
  }),
  verb({
    name: "hold",
    group: BRAKE,
    summary: "keep a target from all runs for a while",
    usage: "<target>",
    options: [
      because,
      { flags: "--for <duration>", meaning: "for so long, at most 7d (default: 1h)" },
      json,
      dataDir,
    ],
    completes: { is: "nothing" },
    examples: [
      {
        line: 'pitcrew hold k8s/prod/shop/deployment/cart --for 1h --reason "disk swap"',
        does: "runs leave it alone, or wait for it",
      },
    ],
    load: async () => (await import("./brakes/hold.ts")).hold,
  }),
  verb({
    name: "release",
    group: BRAKE,
    summary: "give a target back",
    usage: "<target>",
    options: [json, dataDir],
    completes: { is: "nothing" },
    examples: [{ line: "pitcrew release k8s/prod/shop/deployment/cart", does: "whoever held it" }],
    load: async () => (await import("./brakes/hold.ts")).release,
  }),
];
