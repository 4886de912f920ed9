import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { listPlaybooks } from "../../check/list-playbooks.ts";
import { loadFile } from "../../config/load-file.ts";
import { contradictions } from "../../drills/scenario/contradictions.ts";
import { Scenario } from "../../drills/scenario/scenario.ts";
import { leavesOf } from "../../model/json.ts";
import type { Finding } from "../../model/problem.ts";
import type { Playbook } from "../../playbook/format/playbook.ts";
import { stepsOf } from "../../playbook/steps-of.ts";
import { PLAYBOOKS } from "../defaults.ts";
import { readPlaybook } from "../read-playbook.ts";

/** A drill by its name, and what it needs to be run. */
export interface Drill {
  readonly name: string;
  readonly scenario: Scenario;
  /** The connections of the playbook that shall answer. */
  readonly reaches: ReadonlySet<string>;
}

export interface LoadedDrills {
  readonly drills: readonly Drill[];
  readonly findings: readonly Finding[];
}

/** Every `drills/NAME.yaml` in the folder of the playbooks, held against the playbooks there. */
export async function loadDrills(folder = PLAYBOOKS): Promise<LoadedDrills> {
  const playbooks = await readPlaybooks(folder);
  const known = new Map(
    [...playbooks].map(([name, playbook]) => [
      name,
      new Set([...stepsOf(playbook)].map(({ step }) => step.id)),
    ]),
  );
  const drills: Drill[] = [];
  const findings: Finding[] = [];
  for (const name of await namesIn(join(folder, FOLDER))) {
    const file = join(folder, FOLDER, `${name}.yaml`);
    const loaded = await loadFile(file, Scenario, (scenario) => contradictions(scenario, known));
    if (loaded.is === "refused") findings.push(...loaded.findings);
    if (loaded.is !== "loaded") continue;
    const scenario = loaded.value;
    const reaches = new Set(connectionsIn(playbooks.get(scenario.expect.playbook)));
    drills.push({ name, scenario, reaches });
  }
  return { drills, findings };
}

const FOLDER = "drills";

async function readPlaybooks(folder: string): Promise<ReadonlyMap<string, Playbook>> {
  const { files } = await listPlaybooks([folder]);
  const read = await Promise.all(files.map(readPlaybook));
  // What is wrong with a playbook, pitcrew check says.
  return new Map(read.flatMap((one) => (one.ok ? [[one.playbook.name, one.playbook]] : [])));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder).catch(absent);
  return files
    .filter((file) => file.endsWith(END))
    .map((file) => file.slice(0, -END.length))
    .toSorted();
}

const END = ".yaml";

function absent(error: NodeJS.ErrnoException): readonly string[] {
  if (error.code !== "ENOENT") throw error;
  return [];
}

/** A step that waits has the step that it looks with inside, so they stand at any depth. */
function connectionsIn(playbook: Playbook | undefined): readonly string[] {
  if (playbook === undefined) return [];
  return [...stepsOf(playbook)].flatMap(({ step }) => {
    const parts = [step.with, typeof step.verify === "object" ? step.verify.with : {}];
    return parts
      .flatMap((part) => [...leavesOf(part)])
      .filter(([path]) => path.at(-1) === "connection")
      .map(([, name]) => String(name));
  });
}
