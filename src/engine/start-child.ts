import { resolveParams } from "../match/resolve-params.ts";
import type { Program } from "../playbook/program.ts";
import type { PinnedPlaybook, RunStore } from "../ports/run-store.ts";
import { type Beginning, beginRun } from "./begin-run.ts";
import { ENGINE } from "./worker/happening.ts";
import type { StartChild } from "./worker/run-errand.ts";

export interface Found {
  readonly pinned: PinnedPlaybook;
  readonly program: Program;
}

export interface ChildBeginning extends Beginning {
  readonly store: Beginning["store"] & Pick<RunStore, "get">;
}

/** Starts runs inside others. `find` knows which version the caller means by `name@range`. */
export function childStarter(
  find: (use: string, caller: PinnedPlaybook) => Promise<Found | undefined>,
  beginning: ChildBeginning,
): StartChild {
  return async ({ run, parent, call }) => {
    const caller = await beginning.store.get(parent.run);
    if (caller === undefined) return { is: "refused" };
    const found = await find(call.use, caller);
    if (found === undefined) return { is: "refused" };
    const resolved = resolveParams(found.program.playbook.params, undefined, call.params);
    if (!resolved.ok) return { is: "refused" };
    const { params } = resolved;
    const { mode, deadline } = call;
    const inside = { parent, deadline };
    const origin = { ...caller.state.origin, consent: null };
    const isRepeat = caller.state.recordLostAt !== null;
    const request = {
      ...found,
      run,
      params,
      mode,
      inside,
      origin,
      isRepeat,
      priority: 0,
      ...ENGINE,
    };
    const begun = await beginRun(request, beginning);
    return { is: begun.is === "begun" ? "started" : "refused" };
  };
}
