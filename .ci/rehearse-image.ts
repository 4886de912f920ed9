// `npm run rehearse:image`: carries out the Dockerfile, line by line, where no Docker engine runs, and
// then runs what came of it as a cluster would. Wants root and debootstrap (Debian's package).

import { mkdtemp, mkdir, readFile, rm } from "node:fs/promises";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { execa } from "execa";
import { startEmbedded } from "../src/integrations/postgres/embedded/start.ts";
import { makeBareRoot } from "./image/bare-root.ts";
import { type Built, buildStage } from "./image/build-stage.ts";
import { readDockerfile } from "./image/read-dockerfile.ts";
import { runImage } from "./image/run-image.ts";

const KEPT = process.env["IMAGE_ROOTS"] ?? "/var/tmp/pitcrew-image";

if (process.getuid?.() !== 0) {
  console.error("Making a root of its own needs root.");
  process.exit(2);
}

await mkdir(KEPT, { recursive: true });
const base = await makeBareRoot(KEPT);
const folder = await mkdtemp(join(KEPT, "stages-"));
const database = await openDatabase();
try {
  const stages = readDockerfile(await readFile("Dockerfile", "utf8"));
  const built = new Map<string, Built>();
  for (const stage of stages) {
    built.set(stage.name, await buildStage(stage, base, join(folder, stage.name), built));
  }
  const last = stages.at(-1);
  const image = last && built.get(last.name);
  if (last === undefined || image === undefined) throw new Error("the Dockerfile has no stage");
  const { stdout: size } = await execa("du", [
    "--summarize",
    "--human-readable",
    `${image.root}/app`,
  ]);
  console.log(`/app: ${size.split("\t")[0]}`);
  const container = await runImage(last, image, { DATABASE_URL: database.url, PORT: "18080" });
  await untilWell(container.askHealth);
  console.log("healthy, as uid 10001 on a read-only root");
  container.stop();
  const { exitCode } = await container.ended;
  console.log(`SIGTERM: exit code ${exitCode}`);
  process.exitCode = exitCode === 0 ? 0 : 1;
} finally {
  await database.close();
  await rm(folder, { recursive: true, force: true });
}

async function untilWell(ask: () => Promise<{ readonly exitCode?: number | undefined }>) {
  for (let attempt = 1; attempt <= 30; attempt += 1) {
    if ((await ask()).exitCode === 0) return;
    await wait(1000);
  }
  throw new Error("what the image started is not healthy after 30 questions");
}

/** The embedded PostgreSQL lets in this user alone, on a socket; the container's comes by a door of ours. */
async function openDatabase() {
  const dataDir = await mkdtemp(join(tmpdir(), "pitcrew-image-database-"));
  const started = await startEmbedded({ dataDir, log: () => undefined });
  if (!started.ok) throw new Error(JSON.stringify(started));
  const { host, user, database: name } = started.server.connection;
  const door = createServer((there) => {
    const here = connect(join(host, ".s.PGSQL.5432"));
    there.on("error", () => here.destroy()).pipe(here);
    here.on("error", () => there.destroy()).pipe(there);
  });
  await new Promise<void>((listening) => door.listen(0, "127.0.0.1", listening));
  const address = door.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `postgresql://${user}@127.0.0.1:${address.port}/${name}`,
    close: async () => {
      door.close();
      await started.server.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
