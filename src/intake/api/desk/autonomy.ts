import { type Actor, authorOf } from "../../../access/actor.ts";
import { effectiveMode } from "../../../engine/autonomy/effective-mode.ts";
import { lacksForTrust, nextRung } from "../../../engine/autonomy/lacks-for-trust.ts";
import { readStanding } from "../../../engine/autonomy/read-standing.ts";
import type { Demands, Standing } from "../../../engine/autonomy/standing.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { AutonomyLedger } from "../../../ports/autonomy-ledger.ts";
import type { AutonomyDesk, RungWish } from "../autonomy-desk.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { PinnedPlaybook } from "../../../ports/run-store.ts";
import type { AutonomyView, PlaybookAutonomyView } from "../views/autonomy-view.ts";
import type { Desk, Library, LibraryEntry } from "./desk.ts";
import { entriesFor } from "./owners.ts";
import { noSuchPlaybook } from "./resolve-wish.ts";
import { viewPlaybook } from "./view-playbook.ts";
import { timeText } from "./view-summary.ts";

export interface AutonomyDeskNeeds extends Pick<Desk, "access" | "policy"> {
  readonly ledger: AutonomyLedger;
  readonly demands: Demands;
  readonly library: Pick<Library, "current" | "find" | "handsOn">;
}

export function openAutonomyDesk(needs: AutonomyDeskNeeds): AutonomyDesk {
  const { ledger, demands } = needs;

  const find = async (playbook: string, actor: Actor): Promise<Answer<LibraryEntry>> => {
    const entries = await entriesFor(actor, needs);
    const entry = entries.find(({ pinned }) => pinned.playbook === playbook);
    return entry === undefined ? noSuchPlaybook(playbook, entries) : answer(entry);
  };

  const view = async (entry: LibraryEntry, environment: string): Promise<AutonomyView> => {
    const standing = await readStanding(entry.pinned, environment, needs);
    return viewStanding(entry, environment, standing, await ledger.now(), needs);
  };

  const show = async (entry: LibraryEntry): Promise<Answer<PlaybookAutonomyView>> => {
    const environments = await environmentsOf(entry, needs);
    const autonomy = await Promise.all(environments.map((each) => view(entry, each)));
    return answer({ ...viewPlaybook(entry), autonomy });
  };

  return {
    show: async (playbook, actor) => {
      const found = await find(playbook, actor);
      return found.ok ? show(found.value) : found;
    },
    drilled: async ({ playbook, hash, drill, passed }, actor) => {
      const found = await find(playbook, actor);
      if (!found.ok) return found;
      const { pinned } = found.value;
      if (pinned.hash !== hash) return anotherVersion(drill, pinned);
      await ledger.record(pinned, { is: "drilled", drill, passed }, authorOf(actor));
      return show(found.value);
    },
    trust: async (wish, actor) => {
      const found = await find(wish.playbook, actor);
      if (!found.ok) return found;
      const { pinned } = found.value;
      const standing = await readStanding(pinned, wish.environment, needs);
      if (standing.rung !== "auto") {
        if (actor.person === null) return onlyPeople(actor);
        const hands = await needs.library.handsOn(pinned);
        if (needs.access().is !== "solo" && hands.includes(actor.person))
          return ownHand(wish, actor);
        const lacks = lacksForTrust(standing, demands, await ledger.now());
        if (lacks.length > 0) return notEarned(wish, lacks);
        const trusted = { is: "trusted", environment: wish.environment } as const;
        await ledger.record(pinned, trusted, authorOf(actor));
      }
      return answer(await view(found.value, wish.environment));
    },
    demote: async ({ reason, ...wish }, actor) => {
      const found = await find(wish.playbook, actor);
      if (!found.ok) return found;
      const { pinned } = found.value;
      const { rung } = await readStanding(pinned, wish.environment, needs);
      if (rung === "observe") return nothingBelow(wish);
      const demoted = { is: "demoted", environment: wish.environment, reason } as const;
      await ledger.record(pinned, demoted, authorOf(actor));
      return answer(await view(found.value, wish.environment));
    },
  };
}

/** Those that anybody has named; without an `env`, a playbook knows of none. */
async function environmentsOf(
  { program: { playbook }, pinned }: LibraryEntry,
  { ledger, policy }: Pick<AutonomyDeskNeeds, "ledger" | "policy">,
): Promise<readonly string[]> {
  const mode = playbook.safety?.mode;
  const learned = await ledger.environmentsOf(pinned.playbook);
  const asked = typeof mode === "object" ? Object.keys(mode) : [];
  const written = Object.hasOwn(playbook.params, "env") ? [...asked, ...Object.keys(policy)] : [];
  const others = new Set([...written, ...learned]);
  others.delete("default");
  return ["default", ...[...others].toSorted()];
}

function viewStanding(
  { program }: LibraryEntry,
  environment: string,
  standing: Standing,
  now: number,
  { policy, demands }: Pick<AutonomyDeskNeeds, "policy" | "demands">,
): AutonomyView {
  const { rung, since, because, fixes, drilledAt } = standing;
  const modes = effectiveMode(program.playbook, paramsIn(environment), policy, rung);
  const { effective, asked, policy: allowed, earned } = modes;
  return {
    environment,
    effective,
    asked,
    allowed,
    earned,
    since: timeText(since),
    because,
    fixes,
    drilled: drilledAt === null ? null : timeText(drilledAt),
    lapses:
      rung === "auto" && drilledAt !== null ? timeText(drilledAt + demands.drillLastsMs) : null,
    next: nextRung(standing, demands, now),
  };
}

function paramsIn(environment: string): JsonObject {
  return environment === "default" ? {} : { env: environment };
}

function anotherVersion(drill: string, { playbook, version }: PinnedPlaybook): Answer<never> {
  return refuse(
    "E583",
    `${drill} rehearsed another version of ${playbook} than ${version}, which is active`,
    "Run it with the files of the active version, or activate what was rehearsed.",
  );
}

function onlyPeople({ id }: Actor): Answer<never> {
  return refuse(
    "E320",
    `${id} is no person, and only people let a version act alone`,
    "Let an author or admin of the team decide, under their own name.",
  );
}

function ownHand({ playbook }: RungWish, { id }: Actor): Answer<never> {
  return refuse(
    "E327",
    `${id} published or activated this version of ${playbook}, so another has to trust it`,
    "Ask another author or admin of the team.",
  );
}

function notEarned({ playbook, environment }: RungWish, lacks: readonly string[]): Answer<never> {
  return refuse(
    "E326",
    `${playbook} may not act alone in ${environment} yet: it lacks ${lacks.join(", and ")}`,
    `pitcrew playbook show ${playbook} says what it has shown; drills run at any rung.`,
  );
}

function nothingBelow({ playbook, environment }: RungWish): Answer<never> {
  return refuse(
    "E328",
    `${playbook} only observes in ${environment} already`,
    `pitcrew pause playbook:${playbook} keeps it from starting by itself at all.`,
  );
}
