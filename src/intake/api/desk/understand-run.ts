import { RUN_FORM } from "../../../engine/machine/form.ts";
import { notUnderstood, type Rebuilt } from "../../../playbook/version/rebuild.ts";
import type { RunSummary } from "../../../ports/run-store.ts";
import type { Library } from "./desk.ts";

/** What a run follows, if this build can carry it on. */
export async function understandRun(
  { form, ...pinned }: Pick<RunSummary, "playbook" | "version" | "hash" | "form">,
  { library }: { readonly library: Pick<Library, "find"> },
): Promise<Rebuilt> {
  return form > RUN_FORM ? notUnderstood(NEWER) : library.find(pinned);
}

const NEWER = "a newer Pitcrew has carried it on in a form that this one cannot read";
