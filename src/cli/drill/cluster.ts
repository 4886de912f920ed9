import { readFile, writeFile } from "node:fs/promises";
import { visible } from "../../document/visible.ts";
import { SavedState } from "../../drills/practice-cluster/saved-state.ts";
import {
  type PracticeCluster,
  startPracticeCluster,
} from "../../drills/practice-cluster/start-practice-cluster.ts";
import { systemClock } from "../../integrations/system/clock.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { asJson, type Terminal } from "../terminal.ts";
import { type DrillOptions, portOf } from "./options.ts";
import { untilStopped } from "./until-stopped.ts";

/** Serves a practice cluster until somebody stops it. */
export async function drillCluster(options: DrillOptions, terminal: Terminal): Promise<ExitCode> {
  const port = portOf(options, terminal);
  if (port === undefined) return EXIT.usage;
  const saved = await readState(options.state);
  if (saved.is === "unreadable") {
    const fix = "give a file that pitcrew drill cluster wrote, or one that does not exist yet";
    terminal.complain(`${visible(options.state ?? "")} holds no saved cluster`, fix);
    return EXIT.usage;
  }
  const stopped = untilStopped();
  const cluster = await startPracticeCluster({
    clock: systemClock,
    port,
    ...(saved.is === "read" && { state: saved.state }),
  });
  terminal.print(`export KUBECONFIG=${cluster.kubeconfig}`);
  terminal.note(`A practice cluster answers at ${cluster.url}. Ctrl-C stops it.`);
  await stopped;
  if (options.state !== undefined) await saveTo(options.state, cluster);
  await cluster.stop();
  return EXIT.done;
}

type Read =
  | { readonly is: "read"; readonly state: SavedState }
  | { readonly is: "absent" }
  | { readonly is: "unreadable" };

async function readState(path: string | undefined): Promise<Read> {
  const text = path === undefined ? undefined : await readFile(path, "utf8").catch(absent);
  if (text === undefined) return { is: "absent" };
  const parsed = SavedState.safeParse(parse(text));
  return parsed.success ? { is: "read", state: parsed.data } : { is: "unreadable" };
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function saveTo(path: string, { cluster }: PracticeCluster): Promise<void> {
  await writeFile(path, `${asJson(cluster.save())}\n`);
}
