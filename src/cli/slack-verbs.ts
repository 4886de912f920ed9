import { type Verb, verb } from "./verb.ts";
import { json } from "./verb-options.ts";

/** Verbs about Pitcrew in Slack. */
export const SLACK_VERBS: readonly Verb[] = [
  verb({
    name: "slack",
    group: "Set up:",
    summary: "print the manifest from which Slack makes the app",
    usage: "<manifest>",
    options: [
      { flags: "--mode <socket|http>", meaning: "who opens the connection (default: socket)" },
      { flags: "--url <url>", meaning: "where Slack reaches Pitcrew; for --mode http" },
      json,
    ],
    completes: { is: "words", words: ["manifest"] },
    examples: [
      { line: "pitcrew slack manifest", does: "Pitcrew connects to Slack; no public address" },
      {
        line: "pitcrew slack manifest --mode http --url https://pitcrew.example.com",
        does: "Slack connects to Pitcrew",
      },
    ],
    load: async () => (await import("./slack.ts")).slack,
  }),
];
