import process from "node:process";
import { expect, test } from "vitest";
import type { Click } from "../../src/model/notice.ts";
import { inParallel } from "../bench/service/figures.ts";
import { waitFor } from "../intake/api/requests.ts";
import { clickedWorld } from "./clicked-world.ts";
import { payloadOf } from "./signed.ts";
import { TEAM } from "./workspace.ts";

/** More of them with `CLICK_PAIRS=10000`. */
const PAIRS = Number(process.env["CLICK_PAIRS"] ?? 12);
const AT_ONCE = 4;

/** What comes at the same moment as a yes: the same press again, its copy, another person's yes. */
const RIVALS = ["pressed twice", "copied", "another yes"] as const;

test(`of ${PAIRS} pairs of clicks that race or are copies, each brings one decision and one effect`, async () => {
  const { outside, api, asking, press, ask } = await clickedWorld();
  const worst = { decisions: 0, effects: 0 };

  await inParallel(PAIRS, AT_ONCE, async (nth) => {
    const { run, digest } = await asking(`t-${nth}`);
    const yes: Click = { is: "click", act: "approve", run, step: "scale", digest };
    const first = press("U0ADA", yes);
    const rivals = {
      "pressed twice": press("U0ADA", yes),
      copied: first,
      "another yes": press("U0BEN", yes),
    };
    await Promise.all([first, rivals[RIVALS[nth % RIVALS.length] ?? "copied"]].map(ask));
    const { outcome } = await waitFor(api, run, (view) => view.outcome !== null);

    const history = await api.store.history(run);
    const granted = history.filter(({ notes }) => notes.some((note) => /^\w+ approved/.test(note)));
    const effects = outside.sent.filter((sent) => sent.run === run);
    expect(outcome).toBe("escalated");
    worst.decisions = Math.max(worst.decisions, granted.length);
    worst.effects = Math.max(worst.effects, effects.length);
    expect(effects).toHaveLength(1);
  });

  expect(worst).toEqual({ decisions: 1, effects: 1 });
});

test(`of ${PAIRS} pairs of a yes and a no at the same moment, each brings one decision`, async () => {
  const { outside, api, asking, press, ask, workspace } = await clickedWorld();

  await inParallel(PAIRS, AT_ONCE, async (nth) => {
    const { run, digest } = await asking(`t-${nth}`);
    const about = { is: "click", run, step: "scale", digest } as const;
    const no = press("U0BEN", { ...about, act: "deny" });
    await ask(no);
    const { view } = await workspace.until(() =>
      workspace.views.find((one) => JSON.stringify(one.view).includes(run)),
    );
    const denied = payloadOf({
      type: "view_submission",
      user: { id: "U0BEN" },
      team: { id: TEAM },
      view: { id: `V-${run}`, ...view, state: { values: { text: { value: { value: "No" } } } } },
    });
    const approved = press("U0ADA", { ...about, act: "approve" });
    await Promise.all((nth % 2 === 0 ? [denied, approved] : [approved, denied]).map(ask));
    const { outcome } = await waitFor(api, run, (seen) => seen.outcome !== null);

    const standing = (await api.store.get(run))?.state.approvals["scale"]?.standing;
    const effects = outside.sent.filter((sent) => sent.run === run);
    expect(["granted", "denied"]).toContain(standing);
    expect(outcome).toBe(standing === "denied" ? "denied" : "escalated");
    expect(effects).toHaveLength(standing === "denied" ? 0 : 1);
  });
});
