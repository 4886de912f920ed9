import type { VerbOption } from "./verb.ts";

export const json: VerbOption = { flags: "--json", meaning: "print one JSON object" };

export const jsonl: VerbOption = {
  flags: "--jsonl",
  meaning: "print each event as a line of JSON",
};

export const playbooks: VerbOption = {
  flags: "--playbooks <dir>",
  meaning: "where the playbooks are (default: playbooks)",
};

/** What playbooks are checked against. */
export const world: readonly VerbOption[] = [
  playbooks,
  { flags: "--directory <file>", meaning: "people and teams (default: directory.yaml)" },
  { flags: "--connections <file>", meaning: "systems to reach (default: connections.yaml)" },
];

export const dataDir: VerbOption = {
  flags: "--data-dir <dir>",
  meaning: "where the server keeps its data (default: PITCREW_DATA_DIR or .pitcrew)",
};

/** Which of several things that wait is meant. */
export const about: readonly VerbOption[] = [
  { flags: "--step <id>", meaning: "the step that is meant, when several wait" },
  { flags: "--item <number>", meaning: "its item, counted from 0, when several wait" },
];
