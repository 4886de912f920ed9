import { visible } from "../document/visible.ts";
import { type VersionView, VersionsView } from "../intake/api/views/version-view.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { count } from "./print-findings.ts";
import { askServer } from "./server/ask-server.ts";
import { explainReply } from "./server/explain-reply.ts";
import { type ServerOptions, serverOf } from "./server/server.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface PlaybookOptions extends ServerOptions {
  readonly json?: true;
}

export async function playbook(
  words: readonly string[],
  options: PlaybookOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const query = queryOf(words);
  if (query === undefined) {
    terminal.complain(
      `'${words.join(" ")}' says neither list nor which playbook to show`,
      "pitcrew playbook list, or pitcrew playbook show <name>",
    );
    return EXIT.usage;
  }
  const server = serverOf(options);
  const request = { method: "GET", path: `/v1/versions?${query.toString()}` } as const;
  const reply = await askServer(server, request, VersionsView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const { versions } = reply.value;
  if (options.json) terminal.print(asJson(reply.value));
  else for (const version of versions) terminal.print(visible(line(version)));
  if (versions.length === 0) terminal.note("The server has no playbook that works.");
  return EXIT.done;
}

function queryOf([what, name]: readonly string[]): URLSearchParams | undefined {
  if (what === "list" && name === undefined) return new URLSearchParams({ active: "true" });
  if (what === "show" && name !== undefined) return new URLSearchParams({ playbook: name });
  return undefined;
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
