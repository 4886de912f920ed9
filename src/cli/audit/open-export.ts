import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { ExitCode } from "../exit-codes.ts";
import { EXIT } from "../exit-codes.ts";
import { problemIn } from "../server/ask-server.ts";
import { explainReply, explainUnreached } from "../server/explain-reply.ts";
import { openRequest } from "../server/open-request.ts";
import { type ServerOptions, serverOf } from "../server/server.ts";
import type { Terminal } from "../terminal.ts";

export interface ExportOptions extends ServerOptions {
  /** A file that was exported before, for which no server is asked. */
  readonly export?: string;
}

export type Opened =
  | { readonly ok: true; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly ok: false; readonly exit: ExitCode };

/** An export from a file, else from an address of the server. */
export async function openExport(
  path: string,
  options: ExportOptions,
  terminal: Terminal,
): Promise<Opened> {
  return options.export === undefined
    ? askFor(path, options, terminal)
    : readFrom(options.export, terminal);
}

async function readFrom(file: string, terminal: Terminal): Promise<Opened> {
  try {
    await access(file);
    return { ok: true, bytes: createReadStream(file, { highWaterMark: AT_ONCE }) };
  } catch {
    terminal.complain(`${file} cannot be read`, "name a file that pitcrew audit export wrote");
    return { ok: false, exit: EXIT.usage };
  }
}

const AT_ONCE = 1_048_576;

async function askFor(path: string, options: ServerOptions, terminal: Terminal): Promise<Opened> {
  const server = serverOf(options);
  const response = await openRequest(server, { method: "GET", path });
  if (response === undefined) return { ok: false, exit: explainUnreached(server, terminal) };
  if (response.statusCode === 200) return { ok: true, bytes: response };
  const problem = problemIn(await text(response));
  const reply = problem === undefined ? UNREACHED : ({ is: "refused", problem } as const);
  return { ok: false, exit: explainReply(reply, server, terminal) };
}

const UNREACHED = { is: "unreached" } as const;
