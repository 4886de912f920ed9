import { keyedIn, type World } from "../../check/world.ts";
import type { Found } from "../../engine/start-child.ts";
import type { Library } from "../../intake/api/desk/desk.ts";
import type { Program } from "../../playbook/program.ts";
import { notUnderstood, type Rebuilt, rebuild } from "../../playbook/version/rebuild.ts";
import type { PlaybookStore } from "../../ports/playbook-store.ts";
import type { PinnedPlaybook } from "../../ports/run-store.ts";

export interface PlaybookLibrary extends Library {
  readonly programOf: (pinned: PinnedPlaybook) => Promise<Program | undefined>;
  /** The version that the caller was published with, whatever is active by now. */
  readonly findUse: (use: string, caller: PinnedPlaybook) => Promise<Found | undefined>;
  /** From now on, what may be repeated is up to the connections of this world. */
  readonly moveTo: (world: World) => void;
}

/** Every published version, ready to run. Each is made from its content once in a world. */
export function openLibrary(
  store: Pick<PlaybookStore, "active" | "content" | "handsOn" | "versions">,
  first: World,
): PlaybookLibrary {
  let shelf = emptyShelf(first);

  async function read(playbook: string, hash: string): Promise<Rebuilt> {
    const { world, rebuilt } = shelf;
    const key = `${playbook}@${hash}`;
    const known = rebuilt.get(key);
    if (known !== undefined) return known;
    const text = await store.content(playbook, hash);
    if (text === undefined) return notUnderstood("it was never published here");
    const found = rebuild({ text, hash }, world.kinds, keyedIn(world));
    rebuilt.set(key, found);
    return found;
  }

  async function understand(playbook: string, hash: string): Promise<Found | undefined> {
    const version = await read(playbook, hash);
    if (version.is === "not_understood") return undefined;
    const { program } = version;
    return { pinned: { playbook, version: program.playbook.version, hash }, program };
  }

  return {
    find: ({ playbook, hash }) => read(playbook, hash),
    programOf: async ({ playbook, hash }) => (await understand(playbook, hash))?.program,
    handsOn: store.handsOn,
    versions: store.versions,
    current: async () => {
      const active = await store.active();
      const entries = active.map(({ playbook, hash }) => understand(playbook, hash));
      return (await Promise.all(entries)).filter((entry) => entry !== undefined);
    },
    findUse: async (use, caller) => {
      const calling = await read(caller.playbook, caller.hash);
      const hash = calling.is === "understood" ? calling.uses[use] : undefined;
      if (hash === undefined) return undefined;
      const [playbook = ""] = use.split("@", 1);
      return understand(playbook, hash);
    },
    moveTo: (world) => {
      shelf = emptyShelf(world);
    },
  };
}

function emptyShelf(world: World) {
  return { world, rebuilt: new Map<string, Rebuilt>() };
}
