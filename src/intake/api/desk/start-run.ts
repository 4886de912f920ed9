import { isDeepStrictEqual } from "node:util";
import { beginRun } from "../../../engine/begin-run.ts";
import type { RunRecord } from "../../../ports/run-store.ts";
import type { Caller, RunWish } from "../needs.ts";
import { type Answer, refusalOf, refuse } from "../refusal.ts";
import type { RunView } from "../views/run-view.ts";
import type { Desk } from "./desk.ts";
import { resolveWish, type ResolvedWish } from "./resolve-wish.ts";
import { showRun } from "./show-run.ts";

/** Starts a run under this id, unless it has been started before. */
export async function startRun(
  run: string,
  wish: RunWish,
  caller: Caller,
  desk: Desk,
): Promise<Answer<RunView>> {
  const resolved = await resolveWish(wish, desk.library);
  if (!resolved.ok) return resolved;
  const { pinned, program, params, mode } = resolved.value;
  const begun = await beginRun(
    { run, pinned, program, params, mode, ...caller, priority: BY_HAND, inside: null },
    desk,
  );
  if (begun.is === "refused") return { ok: false, refusal: refusalOf(begun.failure) };
  const stored = await desk.store.get(run);
  if (stored !== undefined && !isThisWish(stored, resolved.value)) return taken(stored);
  return showRun(run, desk);
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
