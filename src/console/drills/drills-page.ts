import { listDrills } from "../../intake/api/endpoints/list-drills.ts";
import { sendPage, sendRefusal } from "../frame/send-page.ts";
import type { Show } from "../visitor.ts";
import { drawDrills } from "./draw-drills.ts";

/** What came of rehearsals. */
export const drillsPage: Show = async (context, visitor, needs) => {
  const found = await listDrills.ask({}, visitor.actor, needs.desk);
  if (!found.ok) return sendRefusal(context, visitor, needs, found.refusal);
  const now = { at: needs.now(), zone: needs.zone() };
  const body = drawDrills(found.value, now);
  return sendPage(context, visitor, needs, { title: "Drills", body });
};
