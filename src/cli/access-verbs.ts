import { type Verb, verb } from "./verb.ts";
import { dataDir, json } from "./verb-options.ts";

const ACCESS = "Let people in:";

/** Verbs about who may come in. */
export const ACCESS_VERBS: readonly Verb[] = [
  verb({
    name: "keys",
    group: ACCESS,
    summary: "make, list, renew and revoke the keys of the API",
    usage: "<list|create|rotate|revoke> [name]",
    options: [
      {
        flags: "--roles <roles>",
        meaning: "what it allows, such as viewer,responder (default: viewer)",
      },
      { flags: "--mine", meaning: "it acts as you; without, it is a machine's, which cannot vote" },
      { flags: "--expires-in <duration>", meaning: "at most 400d (default: 90d)" },
      {
        flags: "--keep-old <duration>",
        meaning: "how long rotate leaves the old one (default: 1h)",
      },
      json,
      dataDir,
    ],
    completes: { is: "words", words: ["list", "create", "rotate", "revoke"] },
    examples: [
      { line: "pitcrew keys create ci --roles viewer,responder", does: "shows the key, this once" },
      { line: "pitcrew keys rotate ci", does: "a new one; the old is good for an hour yet" },
      { line: "pitcrew keys revoke ci", does: "nobody comes in with it any more" },
    ],
    load: async () => (await import("./keys.ts")).keys,
  }),
];
