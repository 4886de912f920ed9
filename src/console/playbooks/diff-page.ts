import { listVersions } from "../../intake/api/endpoints/list-versions.ts";
import { compareVersions } from "../../intake/api/endpoints/playbooks/content.ts";
import { askedFor } from "../frame/asked-for.ts";
import { sendPage, sendRefusal } from "../frame/send-page.ts";
import type { Show } from "../visitor.ts";
import { drawDiff } from "./draw-diff.ts";

/** Two versions of a playbook beside each other, and what the difference asks of the newer number. */
export const diffPage: Show = async (context, visitor, needs) => {
  const playbook = context.req.param("playbook") ?? "";
  const query = askedFor(context, ["from", "to"]);
  const given = { params: { playbook }, query };
  const compared = await compareVersions.ask(given, visitor.actor, needs.desk);
  if (!compared.ok) return sendRefusal(context, visitor, needs, compared.refusal);
  const listed = await listVersions.ask({ query: { playbook } }, visitor.actor, needs.desk);
  if (!listed.ok) return sendRefusal(context, visitor, needs, listed.refusal);
  const versions = listed.value.versions.map(({ version }) => version);
  return sendPage(context, visitor, needs, {
    title: `${playbook}: ${query.from} to ${query.to}`,
    body: drawDiff(compared.value, versions),
  });
};
