import { Playbook } from "../../src/playbook/format/playbook.ts";
import { compileProgram, type Program } from "../../src/playbook/program.ts";
import type { PinnedPlaybook } from "../../src/ports/run-store.ts";
import type { Kinds } from "../../src/steps/step-kind.ts";

/** The playbooks of all experiments by their names. Whoever knows the name knows all of it. */
export function chaosPrograms(kinds: Kinds): ReadonlyMap<string, Program> {
  const compile = ([name, steps]: [string, readonly object[]]): [string, Program] => [
    name,
    programOf(name, steps, kinds),
  ];
  return new Map(Object.entries(STEPS).map(compile));
}

export function pinnedTo(playbook: string): PinnedPlaybook {
  return { playbook, version: "1.0.0", hash: `sha256:${playbook}` };
}

function programOf(name: string, steps: readonly object[], kinds: Kinds): Program {
  const playbook = Playbook.parse({
    format: 1,
    name,
    version: "1.0.0",
    owner: "team-test",
    severity: "high",
    summary: "For experiments.",
    safety: { mode: "auto", deadline: "1h", max_targets: 100 },
    steps,
  });
  const compiled = compileProgram(playbook, kinds, () => false);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems, null, 2));
  return compiled.program;
}

/** Quick, because an experiment waits for the last try; many, because some of them find a lock. */
const RETRY = { max: 20, backoff: "50ms", factor: 1.5, max_backoff: "1s" };

const UNVERIFIED = { verify: "none", because: "the oracle is asked at the end" };

/** A target that nobody else has, so that only those who mean to meet do. */
function own(part: string): object {
  return { target: `\${{ run.id }}.${part}` };
}

function keyed(id: string, more: object = {}): object {
  return { id, kind: "oracle.keyed", with: own(id), retry: RETRY, ...UNVERIFIED, ...more };
}

function once(id: string, more: object = {}): object {
  return { id, kind: "oracle.once", with: own(id), retry: RETRY, ...UNVERIFIED, ...more };
}

/** Its time is over soon, because only then a successor may believe a probe that says no. */
function probed(id: string, more: object = {}): object {
  const facts = { kind: "oracle.probed", with: own(id), timeout: "3s", retry: RETRY };
  return { id, ...facts, ...UNVERIFIED, ...more };
}

function look(id: string): object {
  return { id, kind: "oracle.read", with: own(id), retry: RETRY };
}

/** This target says no to everything. */
export const CLOSED = "closed";

/** The targets that runs meet at. */
export const SHARED = "shared";

/** Of each class one step that its whole playbook is about, and others around it. */
const STEPS = {
  reads: [look("first"), look("second"), { id: "pause", kind: "wait", with: { for: "100ms" } }],
  keyed: [keyed("first"), keyed("second")],
  once: [once("first"), keyed("second")],
  probed: [probed("first"), probed("second")],
  undone: [
    keyed("first", { undo: "auto" }),
    keyed("second", { undo: "auto" }),
    keyed("third", { with: { target: CLOSED } }),
  ],
  beside: [{ parallel: [keyed("first"), once("second"), probed("third")] }, look("fourth")],
  several: [
    {
      ...keyed("each", { with: { target: "${{ run.id }}.${{ item }}" } }),
      foreach: { items: "['a', 'b', 'c']", max: 3, at_once: 2 },
    },
  ],
  asks: [
    { id: "question", kind: "ask", with: { question: "Go on?", of: ["team-test"] } },
    once("second"),
  ],
  approved: [once("first", { approve: { by: ["team-test"], count: 2, expires: "15m" } })],
  calls: [{ id: "other", kind: "playbook", with: { use: "keyed@*" } }, once("second")],
  verified: [
    keyed("first", {
      verify: {
        kind: "oracle.read",
        with: own("first"),
        that: "after.effects > before.effects",
        every: "100ms",
        within: "20s",
      },
      because: undefined,
    }),
  ],
  meets: [keyed("first", { with: { target: SHARED } })],
  /** Has time for an outside that needs longer than a takeover. */
  slow: [probed("first", { timeout: "8s" })],
} satisfies Readonly<Record<string, readonly object[]>>;

export type PlaybookName = keyof typeof STEPS;

/** Of how many people a step needs the yes. */
export const QUORUMS: Readonly<Partial<Record<string, Readonly<Record<string, number>>>>> = {
  approved: { first: 2 },
};
