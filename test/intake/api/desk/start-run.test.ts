import { expect, test } from "vitest";
import type { Actor } from "../../../../src/access/actor.ts";
import { createOutside } from "../../../engine/worker/outside.ts";
import { fire } from "../../../engine/worker/world.ts";
import { entryOf, servedDesk } from "../desk-world.ts";
import { waitFor } from "../requests.ts";

const PERSON: Actor = { id: "ann", person: "ann", surface: "api", scope: null };
const SCHEDULE: Actor = {
  id: "schedule:nightly",
  person: null,
  surface: "schedule",
  scope: ["responder"],
};

test.each([
  ["a person starts is as free as its playbook asks for", PERSON, "auto"],
  ["no person starts is no freer than its version has earned", SCHEDULE, "suggest"],
] as const)("a run that %s", async (_, actor, mode) => {
  const outside = createOutside();
  const safety = { mode: "auto" };
  const entry = entryOf("changing", [fire("shot")], { safety }, outside.kinds);
  const api = await servedDesk([entry], { actor: () => actor });

  const { id } = await api.start("changing");
  const ended = await waitFor(api, id, ({ outcome }) => outcome !== null);

  expect(ended.mode).toBe(mode);
  expect(outside.sentBy("shot")).toHaveLength(mode === "auto" ? 1 : 0);
});
