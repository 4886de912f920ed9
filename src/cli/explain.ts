import { visible } from "../document/visible.ts";
import type { CodeEntry } from "../model/codes/code-entry.ts";
import { type Code, CODES } from "../model/codes.ts";
import { didYouMean } from "../model/did-you-mean.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface ExplainOptions {
  readonly json?: true;
}

export async function explain(
  [asked]: readonly string[],
  { json }: ExplainOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (asked === undefined) return listCodes(json, terminal);
  const code = asked.toUpperCase();
  if (!isCode(code)) return unknownCode(asked, terminal);
  terminal.print(json ? asJson({ code, ...CODES[code] }) : asText(code, CODES[code], terminal));
  return EXIT.done;
}

function listCodes(json: true | undefined, { print, colors }: Terminal): ExitCode {
  const entries = Object.entries(CODES);
  if (json) print(asJson({ codes: entries.map(([code, entry]) => ({ code, ...entry })) }));
  else for (const [code, { title }] of entries) print(`${colors.bold(code)}  ${title}`);
  return EXIT.done;
}

function asText(code: Code, { title, meaning, remedy }: CodeEntry, { colors }: Terminal): string {
  return `${colors.bold(code)}  ${title}\n\n${meaning}\n\n  fix: ${remedy}`;
}

function unknownCode(asked: string, { complain }: Terminal): ExitCode {
  const meant = didYouMean(asked.toUpperCase(), Object.keys(CODES));
  const fix = meant === undefined ? "pitcrew explain lists them all" : `did you mean ${meant}?`;
  complain(`there is no error code "${visible(asked)}"`, fix);
  return EXIT.usage;
}

function isCode(text: string): text is Code {
  return Object.hasOwn(CODES, text);
}
