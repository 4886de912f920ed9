import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { type Server, serverOf } from "../../../src/cli/server/server.ts";
import type { Connection } from "../../postgres/administer.ts";

const START = fileURLToPath(new URL("../../../src/cli/start.mjs", import.meta.url));

export const TOKEN = "t".repeat(32);

/** Processes of `pitcrew serve` on one database, each of which can be started anew. */
export interface ServeFleet extends AsyncDisposable {
  /** Of those that take requests at this moment, as a load balancer sees it that asks `/readyz`. */
  readonly doors: () => readonly Door[];
  /** Ends one as an upgrade does, and comes back when another has taken its place. */
  readonly replace: (index: number) => Promise<Replaced>;
}

/** Where one can be asked: over HTTP, and by who sits at its socket. */
export interface Door {
  readonly url: string;
  readonly server: Server;
}

export interface Replaced {
  readonly exitCode: number | undefined;
  /** From the wish to end to the end. */
  readonly drainMs: number;
}

export async function openServeFleet(
  size: number,
  folder: string,
  database: Connection,
  files: Readonly<Record<string, string>>,
): Promise<ServeFleet> {
  const places = Array.from({ length: size }, (_, index) => join(folder, `serve-${index}`));
  for (const place of places) await writeFiles(place, files);
  const launchAt = (index: number): Promise<Serving> => launch(places[index] ?? "", database);
  const serving: (Serving | undefined)[] = await Promise.all(
    places.map((_, index) => launchAt(index)),
  );
  return {
    doors: () => serving.flatMap((one) => (one === undefined ? [] : [one])),
    replace: async (index) => {
      const old = serving[index];
      const began = performance.now();
      // Requests that are on their way still reach it; new ones go elsewhere, as behind a service.
      serving[index] = undefined;
      const exitCode = await old?.end("SIGTERM");
      const drainMs = performance.now() - began;
      serving[index] = await launchAt(index);
      return { exitCode, drainMs };
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(serving.flatMap((one) => (one === undefined ? [] : [one.end("SIGKILL")])));
    },
  };
}

interface Serving extends Door {
  readonly end: (signal: "SIGTERM" | "SIGKILL") => Promise<number | undefined>;
}

async function launch(cwd: string, { host, user, database }: Connection): Promise<Serving> {
  const server = execa(process.execPath, [START, "serve"], {
    cwd,
    reject: false,
    stdin: "ignore",
    env: {
      DATABASE_URL: `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}`,
      PITCREW_WEBHOOK_TOKEN: TOKEN,
      HOST: "127.0.0.1",
      PORT: "0",
    },
  });
  const url = await addressIn(createInterface({ input: server.stdout }));
  if (url === undefined) throw new Error(`The server did not start: ${(await server).stderr}`);
  return {
    url,
    server: serverOf({ dataDir: join(cwd, ".pitcrew") }),
    end: async (signal) => {
      server.kill(signal);
      return (await server).exitCode;
    },
  };
}

async function addressIn(lines: AsyncIterable<string>): Promise<string | undefined> {
  for await (const line of lines) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  return undefined;
}

async function writeFiles(place: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(place, path)), { recursive: true });
    await writeFile(join(place, path), text);
  }
}
