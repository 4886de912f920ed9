import type { World } from "../check/world.ts";
import { loadConnections } from "../config/connections.ts";
import { loadDirectory } from "../config/directory.ts";
import type { Loaded } from "../config/load-file.ts";
import type { Finding } from "../model/problem.ts";
import { kinds } from "../steps/registry.ts";
import { CONNECTIONS, DIRECTORY } from "./defaults.ts";
import { missing } from "./missing.ts";
import type { Terminal } from "./terminal.ts";

export interface WorldOptions {
  readonly playbooks?: string;
  readonly directory?: string;
  readonly connections?: string;
}

export interface OpenedWorld {
  readonly world: World;
  /** What is wrong with directory.yaml and connections.yaml themselves. */
  readonly findings: readonly Finding[];
}

/** Loads what playbooks are checked against. Without a file, its checks are left out, and said so. */
export async function openWorld(options: WorldOptions, terminal: Terminal): Promise<OpenedWorld> {
  const directory = options.directory ?? DIRECTORY;
  const connections = options.connections ?? CONNECTIONS;
  const [people, systems] = await Promise.all([
    loadDirectory(directory),
    loadConnections(connections),
  ]);
  if (people.is === "absent" && options.directory === undefined) {
    terminal.note(`No ${DIRECTORY} here, so people, teams and destinations are not checked.`);
  }
  if (systems.is === "absent" && options.connections === undefined) {
    terminal.note(`No ${CONNECTIONS} here, so connections are not checked.`);
  }
  return {
    world: { kinds, directory: valueOf(people), connections: valueOf(systems) },
    findings: [
      ...findingsOf(people, options.directory),
      ...findingsOf(systems, options.connections),
    ],
  };
}

function valueOf<T>(loaded: Loaded<T>): T | undefined {
  return loaded.is === "loaded" ? loaded.value : undefined;
}

function findingsOf(loaded: Loaded<unknown>, asked: string | undefined): readonly Finding[] {
  if (loaded.is === "refused") return loaded.findings;
  return loaded.is === "absent" && asked !== undefined ? [missing(asked)] : [];
}
