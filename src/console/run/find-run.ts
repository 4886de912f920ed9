import { type Answer, answer } from "../../intake/api/refusal.ts";
import { noSuchRun } from "../../intake/api/desk/find-run.ts";
import { RunId } from "../../intake/api/route/path-params.ts";
import type { ConsoleNeeds } from "../needs.ts";
import type { Visitor } from "../visitor.ts";

/** A run that somebody may see, and whose it is. */
export interface SeenRun {
  readonly id: string;
  readonly team: string | null;
}

/** What somebody may not see is answered as if it were not there, and so is what is no id. */
export async function findRun(
  written: string | undefined,
  { actor }: Visitor,
  { desk }: Pick<ConsoleNeeds, "desk">,
): Promise<Answer<SeenRun>> {
  const id = readRunId(written);
  if (!id.ok) return id;
  const owner = await desk.ownerOfRun(id.value, actor);
  return owner.ok ? answer({ id: id.value, team: owner.value }) : owner;
}

export function readRunId(written: string | undefined): Answer<string> {
  const id = RunId.safeParse(written);
  return id.success ? answer(id.data) : noSuchRun((written ?? "").slice(0, 36));
}
