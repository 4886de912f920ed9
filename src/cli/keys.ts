import { visible } from "../document/visible.ts";
import { IssuedKeyView, KeysView, KeyView } from "../intake/api/views/key-view.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { askServer } from "./server/ask-server.ts";
import { explainReply } from "./server/explain-reply.ts";
import { type ServerOptions, serverOf } from "./server/server.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface KeysOptions extends ServerOptions {
  readonly roles?: string;
  readonly mine?: true;
  readonly expiresIn?: string;
  readonly keepOld?: string;
  readonly json?: true;
}

export async function keys(
  words: readonly string[],
  options: KeysOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const [what, name] = words;
  if (what === "list" && name === undefined) return list(options, terminal);
  if (what === "create" && name !== undefined) return create(name, options, terminal);
  if (what === "rotate" && name !== undefined) return rotate(name, options, terminal);
  if (what === "revoke" && name !== undefined) return revoke(name, options, terminal);
  terminal.complain(
    `'${words.join(" ")}' says neither list nor which key to create, rotate or revoke`,
    "pitcrew keys list, or pitcrew keys create <name> --roles viewer",
  );
  return EXIT.usage;
}

async function list(options: KeysOptions, terminal: Terminal): Promise<ExitCode> {
  const server = serverOf(options);
  const reply = await askServer(server, { method: "GET", path: "/v1/keys" }, KeysView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  if (options.json) terminal.print(asJson(reply.value));
  else for (const key of reply.value.keys) terminal.print(visible(line(key)));
  if (reply.value.keys.length === 0) terminal.note("You have no key.");
  return EXIT.done;
}

function line({ name, begins, person, roles, expires, used, revoked }: KeyView): string {
  const end = revoked === null ? `expires ${expires}` : `revoked ${revoked}`;
  const use = used === null ? "never used" : `used ${used}`;
  return `${name}  ${begins}…  ${person ?? "machine"}  ${roles.join(",")}  ${end}  ${use}`;
}

async function create(name: string, options: KeysOptions, terminal: Terminal): Promise<ExitCode> {
  const { roles = "viewer", mine, expiresIn } = options;
  const body = {
    name,
    for: mine ? "me" : "machine",
    roles: roles.split(","),
    ...(expiresIn !== undefined && { expires_in: expiresIn }),
  };
  return issue("/v1/keys", body, options, terminal);
}

async function rotate(name: string, options: KeysOptions, terminal: Terminal): Promise<ExitCode> {
  const { keepOld } = options;
  const body = keepOld === undefined ? {} : { keep_old: keepOld };
  return issue(`/v1/keys/${encodeURIComponent(name)}/rotate`, body, options, terminal);
}

/** The key alone is data, so that it can be piped to where it is kept. */
async function issue(
  path: string,
  body: object,
  options: KeysOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const server = serverOf(options);
  const reply = await askServer(server, { method: "POST", path, body }, IssuedKeyView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  terminal.print(options.json ? asJson(reply.value) : reply.value.key);
  const { roles, expires } = reply.value;
  terminal.note(`It is not shown again. It allows ${roles.join(", ")}, until ${expires}.`);
  return EXIT.done;
}

async function revoke(name: string, options: KeysOptions, terminal: Terminal): Promise<ExitCode> {
  const server = serverOf(options);
  const path = `/v1/keys/${encodeURIComponent(name)}/revoke`;
  const reply = await askServer(server, { method: "POST", path, body: {} }, KeyView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  if (options.json) terminal.print(asJson(reply.value));
  terminal.note(`${name} is revoked; whoever uses it is refused from now on.`);
  return EXIT.done;
}
