import { showPlaybookFigures } from "../../intake/api/endpoints/show-figures.ts";
import { listPlaybooks } from "../../intake/api/endpoints/list-playbooks.ts";
import { showPlaybook } from "../../intake/api/endpoints/playbooks/autonomy.ts";
import { reload } from "../../intake/api/endpoints/playbooks/activation.ts";
import type { PlaybookAutonomyView } from "../../intake/api/views/autonomy-view.ts";
import type { ConsoleNeeds } from "../needs.ts";
import { sendPage, sendRefusal } from "../frame/send-page.ts";
import { newsOf } from "../orders/news.ts";
import { obstacleTo } from "../orders/obstacle-to.ts";
import type { Show, Visitor } from "../visitor.ts";
import { drawPlaybooks } from "./draw-playbooks.ts";

/** What can be run, how freely it acts, and how it has done. */
export const playbooksPage: Show = async (context, visitor, needs) => {
  const listed = await listPlaybooks.ask({}, visitor.actor, needs.desk);
  if (!listed.ok) return sendRefusal(context, visitor, needs, listed.refusal);
  const figures = await showPlaybookFigures.ask({}, visitor.actor, needs.desk);
  if (!figures.ok) return sendRefusal(context, visitor, needs, figures.refusal);
  const names = listed.value.playbooks.map(({ name }) => name);
  const playbooks = await readEach(names, visitor, needs);
  const now = { at: needs.now(), zone: needs.zone() };
  const reloading = {
    pageToken: visitor.pageToken,
    obstacle: await obstacleTo(reload, {}, visitor, needs),
  };
  return sendPage(context, visitor, needs, {
    title: "Playbooks",
    news: newsOf(context.req.query("said")),
    body: drawPlaybooks(playbooks, figures.value.playbooks, reloading, now),
  });
};

/** One that was withdrawn meanwhile is not there any more. */
async function readEach(
  names: readonly string[],
  { actor }: Visitor,
  { desk }: Pick<ConsoleNeeds, "desk">,
): Promise<readonly PlaybookAutonomyView[]> {
  const shown = await Promise.all(
    names.map((playbook) => showPlaybook.ask({ params: { playbook } }, actor, desk)),
  );
  return shown.flatMap((one) => (one.ok ? [one.value] : []));
}
