import { type Actor, authorOf } from "../../../access/actor.ts";
import type { PlaybookSettings } from "../../../config/settings/playbooks.ts";
import type { PlaybookStore, VersionRecord } from "../../../ports/playbook-store.ts";
import type { PinnedPlaybook } from "../../../ports/run-store.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { PinWish, PlaybookDesk, VersionWish } from "../playbook-desk.ts";
import type { ActivationView, ReloadView } from "../views/activation-view.ts";
import type { Desk, Library } from "./desk.ts";
import { mayBeSeenBy } from "./owners.ts";

export interface PlaybookDeskNeeds {
  readonly store: Pick<
    PlaybookStore,
    "choose" | "unpin" | "versionBefore" | "publisherOf" | "versions"
  >;
  readonly library: Pick<Library, "find">;
  readonly access: Desk["access"];
  readonly settings: PlaybookSettings;
  readonly reload: (actor: Actor) => Promise<ReloadView>;
}

export function openPlaybookDesk(needs: PlaybookDeskNeeds): PlaybookDesk {
  const { store, library, settings } = needs;

  const choose = async (
    version: PinnedPlaybook,
    isPinned: boolean,
    actor: Actor,
  ): Promise<Answer<ActivationView>> => {
    const found = await library.find(version);
    if (found.is === "not_understood") return notUnderstood(version, found.because);
    await store.choose({ version, isPinned }, authorOf(actor));
    return answer({ playbook: version.playbook, version: version.version, pinned: isPinned });
  };

  return {
    reload: needs.reload,
    activate: async (wish, actor) => {
      if (settings.activation === "from_files") return FILES_DECIDE;
      const version = await findVersion(wish, store);
      if (!version.ok) return version;
      if ((await store.publisherOf(version.value)) === actor.id) return sameHands(wish, actor);
      return choose(version.value, false, actor);
    },
    pin: async (wish, actor) => {
      const version = await findVersion(wish, store);
      return version.ok ? choose(version.value, true, actor) : version;
    },
    unpin: async (playbook, actor) => {
      const version = await findVersion({ playbook }, store);
      if (!version.ok) return version;
      if (!(await store.unpin(playbook, authorOf(actor)))) return notPinned(playbook);
      return answer({ playbook, version: version.value.version, pinned: false });
    },
    rollBack: async (playbook, actor) => {
      const before = await store.versionBefore(playbook);
      return before === undefined ? nothingBefore(playbook) : choose(before, true, actor);
    },
    ownerOf: async (playbook, actor) => {
      const versions = await store.versions({ playbook });
      const newest = versions.find(({ activeSince }) => activeSince !== null) ?? versions[0];
      if (newest === undefined || !(await mayBeSeenBy(actor, newest, needs))) {
        return noVersion({ playbook });
      }
      const found = await library.find(newest);
      return answer(found.is === "understood" ? found.program.playbook.owner : null);
    },
  };
}

/** Of a playbook without a wanted version, the active one. */
async function findVersion(
  wish: PinWish,
  { versions }: Pick<PlaybookStore, "versions">,
): Promise<Answer<VersionRecord>> {
  const published = await versions({ playbook: wish.playbook });
  const found = published.find(({ version, activeSince }) =>
    wish.version === undefined ? activeSince !== null : version === wish.version,
  );
  return found === undefined ? noVersion(wish) : answer(found);
}

function noVersion({ playbook, version }: PinWish): Answer<never> {
  const wanted = version === undefined ? "No active version" : `No version ${version}`;
  return refuse(
    "E561",
    `${wanted} of "${playbook}" was published here`,
    `pitcrew playbook show ${playbook} lists its versions.`,
  );
}

function notUnderstood({ playbook, version }: PinnedPlaybook, because: string): Answer<never> {
  return refuse(
    "E561",
    `Version ${version} of "${playbook}" cannot be run by this Pitcrew: ${because}`,
    "Choose another version, or publish a new one.",
  );
}

function sameHands({ playbook, version }: VersionWish, { id }: Actor): Answer<never> {
  return refuse(
    "E562",
    `${id} has published ${playbook} ${version}, so somebody else has to activate it`,
    "Ask another author of the team to look at it and to activate it.",
  );
}

const FILES_DECIDE = refuse(
  "E563",
  "What the files say is active here, so nothing is activated by hand",
  "Change the file and reload, or keep a version against the files with pitcrew playbook pin.",
);

function notPinned(playbook: string): Answer<never> {
  return refuse(
    "E564",
    `"${playbook}" is not pinned`,
    "There is nothing to do: it follows what the files say.",
  );
}

function nothingBefore(playbook: string): Answer<never> {
  return refuse(
    "E565",
    `"${playbook}" has followed no other version before`,
    `pitcrew playbook show ${playbook} lists its versions; pin one of them.`,
  );
}
