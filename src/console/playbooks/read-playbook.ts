import type { Context } from "hono";
import { showPlaybookFigures } from "../../intake/api/endpoints/show-figures.ts";
import { listVersions } from "../../intake/api/endpoints/list-versions.ts";
import { activate, pin, rollBack, unpin } from "../../intake/api/endpoints/playbooks/activation.ts";
import { demote, showPlaybook, trust } from "../../intake/api/endpoints/playbooks/autonomy.ts";
import { showVersion } from "../../intake/api/endpoints/playbooks/content.ts";
import { type Answer, answer } from "../../intake/api/refusal.ts";
import type { PlaybookAutonomyView } from "../../intake/api/views/autonomy-view.ts";
import type { PlaybookFiguresView } from "../../intake/api/views/figures-view.ts";
import type { VersionContentView } from "../../intake/api/views/version-content-view.ts";
import type { VersionView } from "../../intake/api/views/version-view.ts";
import type { ConsoleNeeds } from "../needs.ts";
import { obstacleTo } from "../orders/obstacle-to.ts";
import type { Visitor } from "../visitor.ts";

/** All about one playbook. */
export interface SeenPlaybook {
  readonly shown: PlaybookAutonomyView;
  readonly versions: readonly VersionView[];
  readonly content: VersionContentView;
  readonly figures: PlaybookFiguresView | undefined;
  /** Why whoever looks cannot order it; null when they can. */
  readonly obstacles: Readonly<
    Record<"activate" | "pin" | "unpin" | "rollBack" | "trust" | "demote", string | null>
  >;
}

export async function readPlaybook(
  { req }: Context,
  visitor: Visitor,
  needs: ConsoleNeeds,
): Promise<Answer<SeenPlaybook>> {
  const { actor } = visitor;
  const playbook = req.param("playbook") ?? "";
  const params = { playbook };
  const shown = await showPlaybook.ask({ params }, actor, needs.desk);
  if (!shown.ok) return shown;
  const listed = await listVersions.ask({ query: { playbook } }, actor, needs.desk);
  if (!listed.ok) return listed;
  const content = await showVersion.ask({ params }, actor, needs.desk);
  if (!content.ok) return content;
  const figures = await showPlaybookFigures.ask({}, actor, needs.desk);
  if (!figures.ok) return figures;
  const may = (route: Parameters<typeof obstacleTo>[0], more: object = {}) =>
    obstacleTo(route, { playbook, ...more }, visitor, needs);
  return answer({
    shown: shown.value,
    versions: listed.value.versions,
    content: content.value,
    figures: figures.value.playbooks.find((one) => one.playbook === playbook),
    obstacles: {
      activate: await may(activate, { version: shown.value.version }),
      pin: await may(pin),
      unpin: await may(unpin),
      rollBack: await may(rollBack),
      trust: await may(trust),
      demote: await may(demote, { reason: "any" }),
    },
  });
}
