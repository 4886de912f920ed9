import { type Palette, render } from "../document/render.ts";
import type { Finding } from "../model/problem.ts";
import type { Colors, Terminal } from "./terminal.ts";

export function printFindings(findings: readonly Finding[], { print, colors }: Terminal): void {
  for (const finding of findings) print(`${render(finding, paletteOf(colors))}\n`);
}

function paletteOf({ bold, red, yellow, green }: Colors): Palette {
  return { place: bold, error: red, warning: yellow, fix: green };
}

export interface Tally {
  readonly errors: number;
  readonly warnings: number;
}

export function tally(findings: readonly Finding[]): Tally {
  const errors = findings.filter(({ level }) => level === "error").length;
  return { errors, warnings: findings.length - errors };
}

/** `2 errors, 1 warning`, or `no problems`. */
export function describeTally({ errors, warnings }: Tally): string {
  if (errors + warnings === 0) return "no problems";
  if (warnings === 0) return count(errors, "error");
  if (errors === 0) return count(warnings, "warning");
  return `${count(errors, "error")}, ${count(warnings, "warning")}`;
}

export function count(amount: number, word: string, several = `${word}s`): string {
  return `${amount} ${amount === 1 ? word : several}`;
}
