import type { Problem } from "../../model/problem.ts";
import { checkCalls } from "./check-calls.ts";
import { contentHash } from "./content-hash.ts";
import { describeDeadLink, type KnownPlaybook, type Links, linkUses } from "./link-uses.ts";

/** The exact content that a use of a sub-playbook means. */
export interface Pin {
  readonly version: string;
  readonly hash: string;
}

/** By the text of the use: `queue-backlog@^1.4`. */
export type Pins = ReadonlyMap<string, Pin>;

export interface ResolvedUses {
  /** The identity of each playbook. Missing where something it calls cannot be resolved. */
  readonly hashes: ReadonlyMap<KnownPlaybook, string>;
  readonly pins: Pins;
  readonly problems: readonly { readonly file: string; readonly problem: Problem }[];
}

/** Finds what each playbook calls, and with that what each playbook is. */
export function resolveUses(known: readonly KnownPlaybook[]): ResolvedUses {
  const links = linkUses(known);
  const hashes = hashAll(links);
  const pins = new Map<string, Pin>();
  const problems: ResolvedUses["problems"][number][] = [];
  for (const [caller, calls] of links) {
    const { file } = caller;
    for (const { use, target } of calls) {
      const hash = target === undefined ? undefined : hashes.get(target);
      if (target === undefined) problems.push({ file, problem: describeDeadLink(use, known) });
      else if (hash !== undefined) pins.set(use.text, { version: target.playbook.version, hash });
    }
    for (const problem of checkCalls(caller, links)) problems.push({ file, problem });
  }
  return { hashes, pins, problems };
}

function hashAll(links: Links): ReadonlyMap<KnownPlaybook, string> {
  const hashes = new Map<KnownPlaybook, string | undefined>();
  for (const playbook of links.keys()) hashOf(playbook, links, hashes);
  return new Map(
    [...hashes].flatMap(([playbook, hash]) => (hash === undefined ? [] : [[playbook, hash]])),
  );
}

/** A playbook has no hash while its own is being computed, so one that calls itself never gets any. */
function hashOf(
  known: KnownPlaybook,
  links: Links,
  hashes: Map<KnownPlaybook, string | undefined>,
): string | undefined {
  if (hashes.has(known)) return hashes.get(known);
  hashes.set(known, undefined);
  const playbooks: Record<string, string> = {};
  for (const { use, target } of links.get(known) ?? []) {
    const hash = target === undefined ? undefined : hashOf(target, links, hashes);
    if (hash === undefined) return undefined;
    playbooks[use.text] = hash;
  }
  const hash = contentHash(known.raw, { kinds: known.kinds, playbooks });
  hashes.set(known, hash);
  return hash;
}
