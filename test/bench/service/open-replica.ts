import process from "node:process";
import { createInterface } from "node:readline";
import { execa } from "execa";
import type { Role } from "../../../src/cli/serve/role.ts";
import { TOKEN } from "./post-steadily.ts";

const START = new URL("../../../src/cli/start.mjs", import.meta.url).pathname;

export interface Replica {
  readonly pid: number;
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** One of several `pitcrew serve` that share a database, with Node as in the image. */
export async function openReplica(
  cwd: string,
  {
    name,
    databaseUrl,
    role = "all",
  }: { readonly name: string; readonly databaseUrl: string; readonly role?: Role },
): Promise<Replica> {
  const child = execa(
    process.execPath,
    ["--max-semi-space-size=16", START, "serve", "--role", role],
    {
      cwd,
      env: {
        DATABASE_URL: databaseUrl,
        REDIS_URL: "",
        PORT: "0",
        PITCREW_DATA_DIR: `.pitcrew-${name}`,
        PITCREW_WEBHOOK_TOKEN: TOKEN,
      },
      reject: false,
      buffer: false,
    },
  );
  let complaints = "";
  child.stderr.on("data", (part: Buffer) => (complaints += part.toString()));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on("line", (line) => {
      const [, found] = /^listening at (http:\S+)/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    lines.on("close", () => reject(new Error(`The replica has ended: ${complaints}`)));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("The replica has no process");
  return {
    pid,
    url,
    stop: async () => {
      child.kill("SIGTERM");
      await child;
    },
  };
}
