import type { AskedRoute } from "../../intake/api/route/route.ts";
import type { ConsoleNeeds } from "../needs.ts";
import type { Visitor } from "../visitor.ts";

/** Why somebody would be refused this order, so that nobody presses in vain; null when they would not. */
export async function obstacleTo(
  route: AskedRoute<unknown>,
  body: object,
  { actor }: Visitor,
  { desk }: Pick<ConsoleNeeds, "desk">,
): Promise<string | null> {
  const admitted = await route.admits({ body }, actor, desk);
  return admitted.ok ? null : admitted.refusal.message;
}
