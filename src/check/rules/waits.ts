import { formatDuration, milliseconds, parseDuration } from "../../model/duration.ts";
import type { Problem } from "../../model/problem.ts";
import { type Block, isParallel, type Step } from "../../playbook/format/step.ts";
import type { Subject } from "../subject.ts";
import { error } from "./rule.ts";

interface Wait {
  readonly what: string;
  readonly ms: number;
}

/** All waits together must fit the deadline, or a patient person would be answered by a cut. */
export function* waits({ playbook }: Subject): Generator<Problem> {
  if (playbook.safety === undefined) return;
  const deadline = milliseconds(playbook.safety.deadline);
  const all = playbook.steps.flatMap(waitsOf);
  const total = all.reduce((sum, wait) => sum + wait.ms, 0);
  if (total <= deadline) return;
  const sum = all.map(({ what, ms }) => `${what} ${formatDuration(ms)}`).join(" + ");
  yield error({
    code: "E135",
    at: ["safety", "deadline"],
    message: `The run may take ${playbook.safety.deadline}, its waits ${formatDuration(total)}: ${sum}`,
    fix: `write deadline: ${formatDuration(roundUp(total))} or more, or shorten a wait`,
  });
}

function waitsOf(block: Block): readonly Wait[] {
  return isParallel(block) ? longest(block.parallel) : stepWaits(block);
}

/** The chain of branches that may take longest, following `needs`. */
function longest(branches: readonly Step[]): readonly Wait[] {
  const known = new Map(branches.map((step) => [step.id, step]));
  const chain = (step: Step, seen: readonly string[]): readonly Wait[] => {
    const before = (step.needs ?? [])
      .filter((need) => !seen.includes(need))
      .flatMap((need) => known.get(need) ?? [])
      .map((need) => chain(need, [...seen, step.id]));
    return [...slowest(before), ...stepWaits(step)];
  };
  return slowest(branches.map((step) => chain(step, [])));
}

function slowest(chains: readonly (readonly Wait[])[]): readonly Wait[] {
  const sizeOf = (chain: readonly Wait[]) => chain.reduce((sum, wait) => sum + wait.ms, 0);
  return chains.reduce((longer, chain) => (sizeOf(chain) > sizeOf(longer) ? chain : longer), []);
}

function stepWaits(step: Step): readonly Wait[] {
  const found: Wait[] = [];
  const add = (what: string, duration: unknown) => {
    const ms = typeof duration === "string" ? parseDuration(duration) : undefined;
    if (ms !== undefined && ms > 0) found.push({ what: `${step.id} ${what}`, ms });
  };
  add("approve", step.approve?.expires);
  if (step.kind === "wait") add("for", step.with["for"]);
  if (step.kind === "wait_until") add("within", step.with["within"]);
  if (step.kind === "ask") add("expires", step.with["expires"]);
  const rounds = step.foreach === undefined ? 1 : step.foreach.max / step.foreach.at_once;
  if (typeof step.verify === "object") {
    add("verify", formatDuration(milliseconds(step.verify.within) * Math.ceil(rounds)));
  }
  return found;
}

function roundUp(ms: number): number {
  return Math.ceil(ms / 60_000) * 60_000;
}
