import { type Actor, authorOf } from "../../../access/actor.ts";
import { directoryOf } from "../../../access/directory-of.ts";
import { destinationsOf } from "../../../config/directory.ts";
import type { PageWish } from "../needs.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { PageAskedView } from "../views/page-view.ts";
import type { Desk } from "./desk.ts";
import { findRun } from "./find-run.ts";

/** Has somebody paged about a run: by default those who own its playbook. The run goes on as it is. */
export async function askPage(
  { id, run, to, reason }: PageWish,
  actor: Actor,
  desk: Desk,
): Promise<Answer<PageAskedView>> {
  const found = await findRun(run, desk);
  if (!found.ok) return found;
  const whom = to ?? found.value.program.playbook.owner;
  const { paging } = desk;
  const directory = directoryOf(desk.access());
  const known = directory === undefined ? [] : destinationsOf(directory);
  const reachable = known.filter((name) => paging.serviceOf(name) !== null);
  if (!reachable.includes(whom)) return nobody(whom, reachable);
  await paging.ask({ id, run, to: whom, reason }, authorOf(actor));
  return answer({ run, to: whom });
}

function nobody(whom: string, reachable: readonly string[]): Answer<never> {
  const others =
    reachable.length === 0
      ? "Give a team a service of PagerDuty in directory.yaml."
      : `Name one of ${reachable.join(", ")}.`;
  return refuse("E435", `Nobody can be paged as "${whom}"`, others);
}
