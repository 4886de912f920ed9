import type { CodeEntry } from "./codes/code-entry.ts";
import { CODES } from "./codes.ts";

const FAMILIES: readonly (readonly [prefix: string, title: string])[] = [
  ["E1", "Playbook files and their tests"],
  ["E2", "Expressions"],
  ["E3", "Runs and refusals"],
  ["E4", "Access"],
  ["E5", "Configuration"],
  ["E6", "Integrations"],
];

/** The page that lists every error code. */
export function codeDocs(): string {
  const entries: readonly (readonly [string, CodeEntry])[] = Object.entries(CODES);
  const families = FAMILIES.flatMap(([prefix, title]) => {
    const own = entries.filter(([code]) => code.startsWith(prefix));
    return own.length === 0 ? [] : [`## ${title}`, "", ...own.flatMap(section)];
  });
  return [
    "# Error codes",
    "",
    "A code keeps its meaning for ever. `pitcrew explain CODE` prints the same in the terminal.",
    "",
    ...families,
  ].join("\n");
}

function section([code, { title, meaning, remedy }]: readonly [
  string,
  CodeEntry,
]): readonly string[] {
  return [`### ${code} ${title}`, "", meaning, "", `**What helps:** ${remedy}`, ""];
}
