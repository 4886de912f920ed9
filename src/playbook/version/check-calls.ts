import type { Problem } from "../../model/problem.ts";
import type { KnownPlaybook, Link, Links } from "./link-uses.ts";

/** How many playbooks may run inside one another below the one that starts. */
const DEEPEST = 3;

/** E141 and E142: playbooks that would start themselves again, or go too deep to follow. */
export function* checkCalls(caller: KnownPlaybook, links: Links): Generator<Problem> {
  for (const { use, target } of links.get(caller) ?? []) {
    if (target === undefined) continue;
    const back = findWay(target, caller, links);
    if (back !== undefined) {
      yield {
        code: "E141",
        at: use.at,
        message: `This playbook starts itself again: ${namesOf([caller, ...back])}`,
        fix: "remove one of these calls",
        level: "error",
      };
      continue;
    }
    const chain = longestChain(target, links);
    if (chain.length <= DEEPEST) continue;
    yield {
      code: "E142",
      at: use.at,
      message: `${namesOf([caller, ...chain])} goes ${chain.length} levels down, ${DEEPEST} are allowed`,
      fix: `move steps up, so that ${chain.at(DEEPEST - 1)?.playbook.name} calls no playbook`,
      level: "error",
    };
  }
}

type Chain = readonly KnownPlaybook[];

/** The playbooks from one to the other, both included. */
function findWay(
  from: KnownPlaybook,
  to: KnownPlaybook,
  links: Links,
  met = new Set<KnownPlaybook>(),
): Chain | undefined {
  if (from === to) return [to];
  if (met.has(from)) return undefined;
  met.add(from);
  for (const target of targetsOf(from, links)) {
    const way = findWay(target, to, links, met);
    if (way !== undefined) return [from, ...way];
  }
  return undefined;
}

/** Stops at a playbook that is already in the chain: that circle is reported where it stands. */
function longestChain(from: KnownPlaybook, links: Links, above: Chain = []): Chain {
  if (above.includes(from)) return [];
  let longest: Chain = [];
  // Deeper than one too many says nothing new, and would cost a walk along every way there is.
  if (above.length < DEEPEST) {
    for (const target of targetsOf(from, links)) {
      const chain = longestChain(target, links, [...above, from]);
      if (chain.length > longest.length) longest = chain;
    }
  }
  return [from, ...longest];
}

function targetsOf(caller: KnownPlaybook, links: Links): Chain {
  return (links.get(caller) ?? []).flatMap(({ target }: Link) =>
    target === undefined ? [] : [target],
  );
}

function namesOf(chain: Chain): string {
  return chain.map(({ playbook }) => playbook.name).join(" -> ");
}
