import { type Answer, answer, refuse } from "../../intake/api/refusal.ts";
import type { Fields } from "../orders/form-post.ts";
import { filledIn } from "../orders/take-asked.ts";

/** Labels are written into one field, as on the command line. */
export function windowWanted(fields: Fields): Answer<unknown> {
  const given = filledIn(fields);
  if (!given.ok) return given;
  const { labels = "", ...rest } = given.value;
  const pairs = String(labels)
    .split(",")
    .map((pair) => pair.trim())
    .filter((pair) => pair !== "");
  const wrong = pairs.find((pair) => pair.indexOf("=") < 1);
  if (wrong !== undefined) return noLabel(wrong);
  return answer({ ...rest, labels: Object.fromEntries(pairs.map(split)) });
}

function split(pair: string): readonly [name: string, wanted: string] {
  const at = pair.indexOf("=");
  return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}

function noLabel(pair: string): Answer<never> {
  return refuse(
    "E401",
    `"${pair}" is no label, so no window was opened`,
    "Write labels as name=value, with commas between them: cluster=eu-*, service=shop.",
  );
}
