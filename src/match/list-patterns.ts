import type { Patterns } from "../playbook/format/match.ts";

export function listPatterns(patterns: Patterns): readonly string[] {
  return typeof patterns === "string" ? [patterns] : patterns;
}

export function isExact(pattern: string): boolean {
  return !pattern.includes("*");
}
