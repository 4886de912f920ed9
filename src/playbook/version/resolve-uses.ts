import type { Problem } from "../../model/problem.ts";
import { checkCalls } from "./check-calls.ts";
import { type Content, contentOf } from "./content.ts";
import { describeDeadLink, type KnownPlaybook, type Links, linkUses } from "./link-uses.ts";

/** The exact content that a use of a sub-playbook means. */
export interface Pin {
  readonly version: string;
  readonly hash: string;
}

/** By the text of the use: `queue-backlog@^1.4`. */
export type Pins = ReadonlyMap<string, Pin>;

export interface ResolvedUses {
  /** What each playbook is. Missing where something it calls cannot be resolved. */
  readonly contents: ReadonlyMap<KnownPlaybook, Content>;
  readonly pins: Pins;
  readonly problems: readonly { readonly file: string; readonly problem: Problem }[];
}

/** Finds what each playbook calls, and with that what each playbook is. */
export function resolveUses(known: readonly KnownPlaybook[]): ResolvedUses {
  const links = linkUses(known);
  const contents = contentOfAll(links);
  const pins = new Map<string, Pin>();
  const problems: ResolvedUses["problems"][number][] = [];
  for (const [caller, calls] of links) {
    const { file } = caller;
    for (const { use, target } of calls) {
      const hash = target === undefined ? undefined : contents.get(target)?.hash;
      if (target === undefined) problems.push({ file, problem: describeDeadLink(use, known) });
      else if (hash !== undefined) pins.set(use.text, { version: target.playbook.version, hash });
    }
    for (const problem of checkCalls(caller, links)) problems.push({ file, problem });
  }
  return { contents, pins, problems };
}

function contentOfAll(links: Links): ReadonlyMap<KnownPlaybook, Content> {
  const contents = new Map<KnownPlaybook, Content | undefined>();
  for (const playbook of links.keys()) resolve(playbook, links, contents);
  return new Map(
    [...contents].flatMap(([playbook, content]) =>
      content === undefined ? [] : [[playbook, content]],
    ),
  );
}

/** A playbook has no content while its own is being put together, so one that calls itself never gets any. */
function resolve(
  known: KnownPlaybook,
  links: Links,
  contents: Map<KnownPlaybook, Content | undefined>,
): Content | undefined {
  if (contents.has(known)) return contents.get(known);
  contents.set(known, undefined);
  const playbooks: Record<string, string> = {};
  for (const { use, target } of links.get(known) ?? []) {
    const called = target === undefined ? undefined : resolve(target, links, contents);
    if (called === undefined) return undefined;
    playbooks[use.text] = called.hash;
  }
  const content = contentOf(known.raw, { kinds: known.kinds, playbooks });
  contents.set(known, content);
  return content;
}
