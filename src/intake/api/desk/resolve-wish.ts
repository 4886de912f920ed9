import { resolveParams } from "../../../match/resolve-params.ts";
import { didYouMean } from "../../../model/did-you-mean.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { Mode } from "../../../playbook/format/safety.ts";
import { playbookMode } from "../../../playbook/playbook-mode.ts";
import type { RunWish } from "../needs.ts";
import { type Answer, answer, refusalOf, refuse } from "../refusal.ts";
import type { Library, LibraryEntry } from "./desk.ts";

/** A wish that can be carried out: which playbook, with which params, how freely. */
export interface ResolvedWish extends LibraryEntry {
  readonly params: JsonObject;
  readonly mode: Mode;
}

export async function resolveWish(
  { playbook, params }: RunWish,
  library: Pick<Library, "current">,
): Promise<Answer<ResolvedWish>> {
  const entries = await library.current();
  const entry = entries.find(({ pinned }) => pinned.playbook === playbook);
  if (entry === undefined) return noSuchPlaybook(playbook, entries);
  const declared = entry.program.playbook;
  const resolved = resolveParams(declared.params, undefined, params);
  if (!resolved.ok) return { ok: false, refusal: refusalOf(resolved.failure) };
  const mode = playbookMode(declared, resolved.params);
  return answer({ ...entry, params: resolved.params, mode });
}

export function noSuchPlaybook(playbook: string, entries: readonly LibraryEntry[]): Answer<never> {
  const names = entries.map(({ pinned }) => pinned.playbook);
  const meant = didYouMean(playbook, names);
  const known =
    names.length === 0
      ? "The server has no playbook that works; pitcrew check shows why."
      : `The server has ${names.join(", ")}.`;
  const remedy = meant === undefined ? known : `Did you mean "${meant}"?`;
  return refuse("E311", `The server has no playbook "${playbook}" that works`, remedy);
}
