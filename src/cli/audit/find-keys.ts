import { readFile } from "node:fs/promises";
import { type PublicKey, readPublicKey } from "../../audit/audit-key.ts";
import { AuditKeyView } from "../../intake/api/views/audit-view.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { askServer } from "../server/ask-server.ts";
import { explainReply } from "../server/explain-reply.ts";
import { type ServerOptions, serverOf } from "../server/server.ts";
import type { Terminal } from "../terminal.ts";

export interface KeyOptions extends ServerOptions {
  /** A file with one public key or several, one after the other. */
  readonly key?: string;
}

export type Keys =
  | { readonly ok: true; readonly keys: readonly PublicKey[] }
  | { readonly ok: false; readonly exit: ExitCode };

/** The keys of a file, else the one that the server shows. */
export async function findKeys(options: KeyOptions, terminal: Terminal): Promise<Keys> {
  return options.key === undefined ? askForKey(options, terminal) : readKeys(options.key, terminal);
}

async function askForKey(options: ServerOptions, terminal: Terminal): Promise<Keys> {
  const server = serverOf(options);
  const reply = await askServer(server, { method: "GET", path: "/v1/audit/key" }, AuditKeyView);
  if (reply.is !== "answered") return { ok: false, exit: explainReply(reply, server, terminal) };
  const key = readPublicKey(reply.value.pem);
  if (key === undefined) throw new RangeError("The server shows a key that is none");
  return { ok: true, keys: [key] };
}

async function readKeys(file: string, terminal: Terminal): Promise<Keys> {
  const text = await readFile(file, "utf8").catch(() => "");
  const keys = [...text.matchAll(PEM)].map(([pem]) => readPublicKey(pem));
  const good = keys.filter((key) => key !== undefined);
  if (good.length > 0 && good.length === keys.length) return { ok: true, keys: good };
  terminal.complain(
    `${file} holds no public key of an audit record`,
    "write one with pitcrew audit key > audit-key.pem; it must not be the private one",
  );
  return { ok: false, exit: EXIT.usage };
}

const PEM = /-----BEGIN [A-Z ]+-----[^-]*-----END [A-Z ]+-----/g;
