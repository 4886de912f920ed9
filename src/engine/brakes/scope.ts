import type { Scope } from "../../ports/switches.ts";

/** What a switch may be about. */
export interface Subject {
  readonly playbook: string;
  readonly team: string;
}

export function covers(scope: Scope, { playbook, team }: Subject): boolean {
  return scope === "all" || scope === `team:${team}` || scope === `playbook:${playbook}`;
}

/** At the beginning of a sentence. */
export function scopeInWords(scope: Scope): string {
  if (scope === "all") return "Everything";
  const [is = "", name = ""] = scope.split(":");
  return is === "team" ? `What ${name} owns` : `The playbook ${name}`;
}
