import { checkPlaybook } from "../../src/check/check-playbook.ts";
import type { World } from "../../src/check/world.ts";
import { readDocument } from "../../src/document/read-document.ts";
import type { Finding } from "../../src/model/problem.ts";
import { BARE_WORLD } from "./rules/playbook-from.ts";

/** What the checker says of the text of one playbook file. */
export function checkText(
  text: string,
  file: string,
  world: World = BARE_WORLD,
): readonly Finding[] {
  const read = readDocument(text, file);
  if (!read.ok) return read.findings;
  return checkPlaybook(read.document, world).problems.map(read.document.locate);
}

/** The same, as `12:5 E201`. */
export function placesIn(text: string, file: string): readonly string[] {
  return checkText(text, file).map(({ line, column, code }) => `${line}:${column} ${code}`);
}
