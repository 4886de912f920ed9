import { z } from "zod";
import type { ExportedEntry, Verdict } from "../../audit/verify-record.ts";
import { visible } from "../../document/visible.ts";
import { drawReadings, type RunCharts } from "../../engine/charts/draw-readings.ts";
import { NOTHING_READ, readOn } from "../../engine/charts/readings.ts";
import { markdownTable } from "../../model/markdown-table.ts";
import { chartLines } from "./evidence-charts.ts";

/** All that the record says about one run, for somebody who was not there. */
export interface Evidence {
  readonly run: string;
  readonly playbook: {
    readonly playbook: string;
    readonly version: string;
    readonly hash: string;
  } | null;
  readonly asked: { readonly by: string; readonly through: string; readonly at: string };
  readonly mode: string | null;
  readonly params: unknown;
  readonly votes: readonly Said[];
  readonly done: readonly Done[];
  /** What it has read over time. */
  readonly measured: RunCharts;
  readonly events: readonly Said[];
  readonly proof: {
    readonly whole: boolean;
    readonly findings: Verdict["findings"];
    readonly checkpoints: readonly number[];
    readonly unsealed: number;
  };
}

interface Said {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly step: string | null;
  readonly by: string;
  readonly through: string;
  readonly notes: readonly string[];
  readonly hash: string;
}

interface Done {
  readonly at: string;
  readonly step: string;
  readonly attempt: number;
  readonly effect: string;
  readonly digest: string;
  readonly key: string;
}

/** Entries of other versions may lack or add fields; what is there is told. */
const Body = z.object({
  event: z.looseObject({
    step: z.string().optional(),
    mode: z.string().optional(),
    params: z.unknown().optional(),
  }),
  notes: z.array(z.string()).default([]),
  pinned: z.object({ playbook: z.string(), version: z.string(), hash: z.string() }).optional(),
  intents: z
    .array(
      z.object({
        step: z.string(),
        attempt: z.number(),
        effect: z.string(),
        digest: z.string(),
        key: z.string(),
      }),
    )
    .default([]),
});

const VOTES = new Set(["voted", "revoked"]);

/** Nothing when the record says nothing of the run. */
export function evidenceOf(
  run: string,
  entries: readonly ExportedEntry[],
  verdict: Verdict,
  checkpoints: readonly number[],
): Evidence | undefined {
  const [first] = entries;
  if (first === undefined) return undefined;
  const told = entries.map((entry) => ({ entry, body: Body.parse(JSON.parse(entry.body)) }));
  const begun = told[0]?.body;
  const events = told.map(({ entry, body }) => ({
    seq: entry.seq,
    at: timeOf(entry.at),
    kind: entry.kind,
    step: body.event.step ?? null,
    by: entry.actor,
    through: entry.surface,
    notes: body.notes,
    hash: entry.hash,
  }));
  return {
    run,
    playbook: begun?.pinned ?? null,
    asked: { by: first.actor, through: first.surface, at: timeOf(first.at) },
    mode: begun?.event.mode ?? null,
    params: begun?.event.params ?? {},
    votes: events.filter(({ kind }) => VOTES.has(kind)),
    done: told.flatMap(({ entry, body }) =>
      body.intents.map((intent) => ({ at: timeOf(entry.at), ...intent })),
    ),
    measured: drawReadings(readOn(NOTHING_READ, entries)),
    events,
    proof: {
      whole: verdict.found === 0,
      findings: verdict.findings,
      checkpoints,
      unsealed: verdict.unsealed.count,
    },
  };
}

/** With a folder, the page shows the charts that were written there. */
export function evidencePage(evidence: Evidence, chartFolder: string | undefined): string {
  const { run, playbook, asked, mode, params, votes, done, measured, events, proof } = evidence;
  const what =
    playbook === null ? "an unknown playbook" : `${playbook.playbook} ${playbook.version}`;
  return [
    `# Run ${run}`,
    `${shown(asked.by)} asked for ${what} through ${asked.through} at ${asked.at}, in mode ${mode ?? "unknown"}.`,
    ...(playbook === null ? [] : [`Content of the playbook: \`${playbook.hash}\``]),
    `Params: \`${shown(JSON.stringify(params)).replaceAll("`", "'")}\``,
    "## Who decided",
    votes.length === 0 ? "Nobody was asked." : saidTable(votes),
    "## What it set out to do",
    done.length === 0 ? "Nothing." : doneTable(done),
    "## What it has read over time",
    ...chartLines(measured, chartFolder),
    "## Everything that happened",
    saidTable(events),
    "## Proof",
    ...proofLines(proof),
  ].join("\n\n");
}

function saidTable(said: readonly Said[]): string {
  return markdownTable(
    ["#", "at", "what", "step", "by", "notes", "hash"],
    said.map(({ seq, at, kind, step, by, through, notes, hash }) => [
      String(seq),
      at,
      kind,
      step ?? "",
      `${shown(by)} (${through})`,
      shown(notes.join(" ")),
      `\`${hash}\``,
    ]),
  );
}

function doneTable(done: readonly Done[]): string {
  return markdownTable(
    ["at", "step", "attempt", "effect", "digest", "key"],
    done.map(({ at, step, attempt, effect, digest, key }) => [
      at,
      step,
      String(attempt),
      effect,
      `\`${digest}\``,
      `\`${shown(key)}\``,
    ]),
  );
}

function* proofLines({
  whole,
  findings,
  checkpoints,
  unsealed,
}: Evidence["proof"]): Generator<string> {
  yield whole
    ? "Every entry is as it was written, and follows the one before."
    : "**The entries are NOT as they were written:**";
  if (findings.length > 0)
    yield findings.map(({ at, because }) => `- ${shown(at)}: ${because}`).join("\n");
  yield checkpoints.length === 0
    ? "No signed checkpoint speaks of this run."
    : `Signed checkpoints that speak of this run: ${checkpoints.join(", ")}.`;
  if (unsealed > 0) yield `Entries that no checkpoint covers yet: ${unsealed}.`;
}

/** Others wrote it; a page must not obey it. */
function shown(text: string): string {
  return visible(text).replaceAll("<", "&lt;");
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
