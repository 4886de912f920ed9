import { visible } from "../document/visible.ts";
import { ActivationView, ReloadView } from "../intake/api/views/activation-view.ts";
import { PlaybookAutonomyView } from "../intake/api/views/autonomy-view.ts";
import { type VersionView, VersionsView } from "../intake/api/views/version-view.ts";
import { changeRung, type RungChange } from "./autonomy/change-rung.ts";
import { describeStanding } from "./autonomy/describe-standing.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { count, describeTally } from "./print-findings.ts";
import { askServer } from "./server/ask-server.ts";
import { explainReply } from "./server/explain-reply.ts";
import { type Server, type ServerOptions, serverOf } from "./server/server.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface PlaybookOptions extends ServerOptions {
  readonly json?: true;
  readonly env?: string;
  readonly reason?: string;
}

export async function playbook(
  words: readonly string[],
  options: PlaybookOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const [what, name] = words;
  if (what === "list" && words.length === 1) return list(server, options, terminal);
  if (what === "show" && name !== undefined && words.length === 2) {
    return show(name, server, options, terminal);
  }
  if (words[0] === "reload" && words.length === 1) return reload(server, options, terminal);
  const change = changeOf(words);
  if (change !== undefined) return choose(change, server, options, terminal);
  const rung = rungOf(words, options);
  if (rung !== undefined) return changeRung(rung, server, options.json === true, terminal);
  terminal.complain(
    `'${words.join(" ")}' is nothing that can be done with playbooks`,
    "pitcrew playbook list, show <name>, reload, activate <name> <version>, rollback <name>, pin <name> [version], unpin <name>, trust <name>, or demote <name> --reason TEXT",
  );
  return EXIT.usage;
}

async function list(
  server: Server,
  options: PlaybookOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const request = { method: "GET", path: "/v1/versions?active=true" } as const;
  const reply = await askServer(server, request, VersionsView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const { versions } = reply.value;
  if (options.json) terminal.print(asJson(reply.value));
  else for (const version of versions) terminal.print(visible(line(version)));
  if (versions.length === 0) terminal.note("The server has no playbook that works.");
  return EXIT.done;
}

/** Its versions, and how freely the active one may act; of a withdrawn one, the versions alone. */
async function show(
  name: string,
  server: Server,
  { json }: PlaybookOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const path = `/v1/versions?${new URLSearchParams({ playbook: name }).toString()}`;
  const reply = await askServer(server, { method: "GET", path }, VersionsView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const { versions } = reply.value;
  const isActive = versions.some(({ activeSince }) => activeSince !== null);
  const active = isActive ? await readAutonomy(name, server) : undefined;
  if (active !== undefined && active.is !== "answered")
    return explainReply(active, server, terminal);
  const autonomy = active?.value.autonomy ?? [];
  if (json) terminal.print(asJson({ versions, autonomy }));
  else {
    for (const version of versions) terminal.print(visible(line(version)));
    for (const text of autonomy.flatMap(describeStanding)) terminal.print(visible(text));
  }
  return EXIT.done;
}

function readAutonomy(name: string, server: Server) {
  const request = { method: "GET", path: `/v1/playbooks/${encodeURIComponent(name)}` } as const;
  return askServer(server, request, PlaybookAutonomyView);
}

async function reload(
  server: Server,
  { json }: PlaybookOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const request = { method: "POST", path: "/v1/playbooks/reload", body: {} } as const;
  const reply = await askServer(server, request, ReloadView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const { ready, errors, warnings } = reply.value;
  if (json) terminal.print(asJson(reply.value));
  for (const { playbook: name, version, keptBecause } of json ? [] : ready) {
    const kept = keptBecause === null ? "" : ` is kept: ${keptBecause}`;
    terminal.print(visible(`${name} ${version}${kept}`));
  }
  terminal.note(`${count(ready.length, "playbook")} ready, ${describeTally({ errors, warnings })}`);
  return errors === 0 ? EXIT.done : EXIT.playbookErrors;
}

interface Change {
  readonly what: "activate" | "rollback" | "pin" | "unpin";
  readonly body: { readonly playbook: string; readonly version?: string };
}

function changeOf([what, name, version, more]: readonly string[]): Change | undefined {
  if (name === undefined || more !== undefined) return undefined;
  const body = { playbook: name, ...(version !== undefined && { version }) };
  if (what === "pin") return { what, body };
  if (what === "activate" && version !== undefined) return { what, body };
  if ((what === "rollback" || what === "unpin") && version === undefined) return { what, body };
  return undefined;
}

function rungOf(
  [what, playbook, more]: readonly string[],
  { env, reason }: PlaybookOptions,
): RungChange | undefined {
  if (playbook === undefined || more !== undefined) return undefined;
  const where = { playbook, ...(env !== undefined && { environment: env }) };
  if (what === "trust" && reason === undefined) return { what, body: where };
  if (what === "demote" && reason !== undefined) return { what, body: { ...where, reason } };
  return undefined;
}

async function choose(
  { what, body }: Change,
  server: Server,
  { json }: PlaybookOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const request = { method: "POST", path: `/v1/playbooks/${what}`, body } as const;
  const reply = await askServer(server, request, ActivationView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const { playbook: name, version, pinned } = reply.value;
  if (json) terminal.print(asJson(reply.value));
  else terminal.print(visible(`${name} ${version} is active${pinned ? ", and pinned" : ""}`));
  if (pinned) terminal.note(`It stays so, whatever the files say: pitcrew playbook unpin ${name}`);
  return EXIT.done;
}

/** Enough of a hash to tell versions apart; all of it is in the JSON. */
const HASH_WIDTH = "sha256:".length + 12;

function line({
  playbook: name,
  version,
  hash,
  published,
  activeSince,
  runs,
}: VersionView): string {
  const since = activeSince === null ? `published ${published}` : `active since ${activeSince}`;
  return `${name} ${version}  ${hash.slice(0, HASH_WIDTH)}  ${since}  ${count(runs, "run")}`;
}
