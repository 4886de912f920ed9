import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { ExportLine } from "../../audit/export.ts";
import { verifyExport } from "../../audit/verify-export.ts";
import { checkFiles, type LoadedPlaybook } from "../../check/check-files.ts";
import { RunView } from "../../intake/api/views/run-view.ts";
import { testOfRun } from "../../rehearsal/recorded/test-of-run.ts";
import { readEvent, type RecordedEvent } from "../../rehearsal/recorded/recording.ts";
import { testText } from "../../rehearsal/recorded/test-text.ts";
import { findKeys } from "../audit/find-keys.ts";
import { linesIn } from "../audit/lines-in.ts";
import { openExport } from "../audit/open-export.ts";
import { PLAYBOOKS } from "../defaults.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askServer } from "../server/ask-server.ts";
import { explainReply } from "../server/explain-reply.ts";
import { type ServerOptions, serverOf } from "../server/server.ts";
import { knownSecrets } from "../serve/known-secrets.ts";
import { learnSecretsOf } from "../serve/learn-secrets.ts";
import type { Terminal } from "../terminal.ts";
import { openWorld, type WorldOptions } from "../world.ts";

export interface FromRunOptions extends WorldOptions, ServerOptions {}

/** Writes a run of the server into a test beside its playbook, which passes as it is. */
export async function writeTestOf(
  id: string,
  options: FromRunOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const path = `/v1/runs/${encodeURIComponent(id)}`;
  const reply = await askServer(server, { method: "GET", path }, RunView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const run = reply.value;
  if (run.outcome === null) {
    terminal.complain(`run ${run.id} has not ended`, `pitcrew watch ${run.id} waits until it has`);
    return EXIT.usage;
  }
  const recorded = await readRecord(run.id, options, terminal);
  if (typeof recorded === "number") return recorded;

  const folder = options.playbooks ?? PLAYBOOKS;
  const { world } = await openWorld(options, terminal);
  await learnSecretsOf(world.connections);
  const { playbooks } = await checkFiles([folder], world);
  const found = playbooks.find(({ playbook }) => playbook.name === run.playbook);
  const program = programOf(found, run, terminal);
  if (program === undefined) return EXIT.usage;

  const ran = new Set(run.steps.filter(({ state }) => DID.has(state)).map((step) => step.id));
  const events = knownSecrets.redaction.value(recorded);
  const name = `as on ${run.started}, run ${run.id}`;
  const made = testOfRun(name, events, { outcome: run.outcome, ran }, program);
  if (made.is === "impossible") {
    terminal.complain(
      `run ${run.id} cannot be made a test: ${made.because}`,
      "write the test by hand; pitcrew logs shows what happened",
    );
    return EXIT.usage;
  }
  const file = join(folder, `${run.playbook}.${run.id}.test.yaml`);
  return keep(file, testText(run.playbook, run.version, made.test), terminal);
}

const DID: ReadonlySet<string> = new Set(["done", "failed"]);

/** What happened, once it is certain that this is what was recorded; or how this ends. */
async function readRecord(
  run: string,
  options: ServerOptions,
  terminal: Terminal,
): Promise<readonly RecordedEvent[] | ExitCode> {
  const found = await findKeys(options, terminal);
  if (!found.ok) return found.exit;
  const opened = await openExport(`/v1/runs/${run}/evidence`, options, terminal);
  if (!opened.ok) return opened.exit;
  const events: RecordedEvent[] = [];
  const onLine = (line: ExportLine): void => {
    if (line.is !== "entry" || line.subject !== `run:${run}`) return;
    const event = readEvent(Body.parse(JSON.parse(line.body)).event);
    if (event !== undefined) events.push(event);
  };
  const expected = { keys: found.keys, anchored: [] };
  const verified = await verifyExport(linesIn(opened.bytes), expected, { onLine });
  if (verified.is === "verified" && verified.verdict.found === 0) return events;
  terminal.complain(
    `the record of run ${run} is not as it was written`,
    `pitcrew evidence ${run} says where`,
  );
  return EXIT.recordChanged;
}

const Body = z.object({ event: z.unknown() });

/** What happened under one version says nothing about another. */
function programOf(
  found: LoadedPlaybook | undefined,
  { playbook, version, hash }: RunView,
  { complain }: Terminal,
): LoadedPlaybook["program"] {
  const { program, content } = found ?? {};
  if (program !== undefined && content?.hash === hash) return program;
  complain(
    `the run followed ${playbook} ${version}, and the file here is not that version`,
    "name the folder that holds it with --playbooks, or run it again with what the file says",
  );
  return undefined;
}

/** What is there already is somebody's work and stays. */
async function keep(file: string, text: string, { print, complain }: Terminal): Promise<ExitCode> {
  try {
    await writeFile(file, text, { flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    complain(`${file} exists and is left as it is`, "move that file away to have it written again");
    return EXIT.usage;
  }
  print(file);
  return EXIT.done;
}
