import { isDeepStrictEqual } from "node:util";
import { type Actor, authorOf } from "../../../access/actor.ts";
import { authorize } from "../../../access/authorize.ts";
import type { Origin } from "../../../engine/approval/origin.ts";
import { effectiveMode, environmentOf } from "../../../engine/autonomy/effective-mode.ts";
import { beginRun } from "../../../engine/begin-run.ts";
import type { Mode } from "../../../playbook/format/safety.ts";
import { judgeStartByHand } from "../../../engine/brakes/judge-start.ts";
import type { Program } from "../../../playbook/program.ts";
import type { RunRecord } from "../../../ports/run-store.ts";
import type { RunWish } from "../needs.ts";
import { type Answer, refusalOf, refuse } from "../refusal.ts";
import type { RunView } from "../views/run-view.ts";
import type { Desk } from "./desk.ts";
import { originOf } from "./origin-of.ts";
import { resolveWish, type ResolvedWish } from "./resolve-wish.ts";
import { showRun } from "./show-run.ts";

/** What somebody wants otherwise than the playbook says. */
interface Terms {
  readonly mode: Mode | undefined;
  readonly consent: Origin["consent"];
}

/** Starts a run under this id, unless it has been started before. */
export async function startRun(
  run: string,
  wish: RunWish,
  actor: Actor,
  desk: Desk,
  { mode: asked, consent }: Terms = { mode: undefined, consent: null },
): Promise<Answer<RunView>> {
  const resolved = await resolveWish(wish, desk.library);
  if (!resolved.ok) return resolved;
  const { pinned, program, params } = resolved.value;
  const refused = authorize(actor, "start", program.playbook.owner, desk.access());
  if (refused !== undefined) return { ok: false, refusal: refusalOf(refused) };
  const drained = await brakeByHand(run, program, desk);
  if (drained !== undefined) return drained;
  const origin = { ...(await originOf(actor, pinned, params, desk)), consent };
  const mode = asked ?? (await modeOf(resolved.value, actor, desk));
  const wanted = { run, pinned, program, params, mode, origin, inside: null };
  const begun = await beginRun({ ...wanted, ...authorOf(actor), priority: BY_HAND }, desk);
  if (begun.is === "refused") return { ok: false, refusal: refusalOf(begun.failure) };
  const stored = await desk.store.get(run);
  if (stored !== undefined && !isThisWish(stored, resolved.value)) return taken(stored);
  return showRun(run, desk);
}

/** What was started before stays so, also while nothing new may start. */
async function brakeByHand(
  run: string,
  program: Program,
  { switches, store }: Desk,
): Promise<Answer<never> | undefined> {
  const on = await switches.on();
  const braked = judgeStartByHand(program, on, await store.now());
  if (braked === undefined || (await store.get(run)) !== undefined) return undefined;
  return refuse(braked.code, braked.message, braked.remedy);
}

/** A person answers for what they start; what a machine starts is as free as any alert's run. */
async function modeOf(
  { pinned, program, params, mode }: ResolvedWish,
  { person, surface }: Actor,
  { policy, standingOf }: Pick<Desk, "policy" | "standingOf">,
): Promise<Mode> {
  if (person !== null || surface === "cli") return mode;
  const { rung } = await standingOf(pinned, environmentOf(params));
  return effectiveMode(program.playbook, params, policy, rung).effective;
}

/** Somebody sits and waits for it. */
const BY_HAND = 10;

function isThisWish({ playbook, params }: RunRecord, wish: ResolvedWish): boolean {
  return playbook === wish.pinned.playbook && isDeepStrictEqual(params, wish.params);
}

function taken({ id, playbook }: RunRecord): Answer<never> {
  return refuse(
    "E314",
    `There is a run ${id} of ${playbook} already, and it was asked for with something else`,
    "Choose another id; each run has one of its own.",
  );
}
