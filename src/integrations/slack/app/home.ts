import type { HomeView } from "@slack/types";
import type { Actor } from "../../../access/actor.ts";
import type { NoticePart } from "../../../model/notice.ts";
import { renderNotice } from "../message/render.ts";
import type { SlackNeeds } from "./needs.ts";
import { readOverview } from "./overview.ts";
import { overviewParts } from "./replies.ts";

/** What somebody sees who opens the app: what waits, what is live, what ended, what can be run. */
export async function homeOf(actor: Actor, needs: SlackNeeds): Promise<HomeView> {
  const { live, ended } = await readOverview(actor, needs);
  const playbooks = await needs.desk.playbooks(actor);
  const parts: readonly NoticePart[] = [
    ...overviewParts(live, ended),
    { is: "headline", state: "MY PLAYBOOKS", about: "/pitcrew run NAME starts one", aside: null },
    ...playbooks.map(({ name, version, summary }): NoticePart => {
      return { is: "text", text: `${name} ${version}: ${summary}` };
    }),
  ];
  return { type: "home", blocks: renderNotice({ sentence: "Pitcrew", parts }).blocks };
}
