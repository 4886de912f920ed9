import { describe, expect, onTestFinished, test } from "vitest";
import { Budgets } from "../../../src/config/settings/budgets.ts";
import { Windows } from "../../../src/config/settings/windows.ts";
import { brakeStart } from "../../../src/engine/brakes/brake-start.ts";
import type { Found } from "../../../src/engine/start-child.ts";
import { explainAlert } from "../../../src/intake/alerts/explain-alert.ts";
import { windowsOf } from "../../../src/intake/alerts/windows/window.ts";
import { openBrakes } from "../../../src/integrations/postgres/store/brakes/open-brakes.ts";
import type { Switches } from "../../../src/ports/switches.ts";
import { at, firing, resolved } from "../../integrations/postgres/alerts/world.ts";
import { entryOf } from "../api/desk-world.ts";
import { matchingWorld } from "./world.ts";

/** What `pitcrew why` says first to somebody who was woken up, in each case from a real decision. */
describe("why nothing was started is said so that whoever is on call understands it:", () => {
  test("no playbook is for it", async () => {
    const { take, why } = await onCall([DRAIN]);
    await take("DiskFull");
    expect(await why()).toEqual([
      "Nothing was started: no playbook is for alerts of this name.",
      "For alerts of other names, or started by hand: drain 1.0.0.",
    ]);
  });

  test("a label is not what the playbook asks for", async () => {
    const { take, why } = await onCall([DRAIN]);
    await take("QueueBacklog", { env: "dev", queue: "mail" });
    expect(await why()).toEqual([
      "Nothing was started: the one playbook for alerts of this name does not fit.",
      'drain 1.0.0 does not fit: labels.env is "dev", wanted prod.',
    ]);
  });

  test("the playbook keeps out what is marked so", async () => {
    const { take, why } = await onCall([DRAIN]);
    await take("QueueBacklog", { env: "prod", queue: "mail", rehearsal: "yes" });
    expect(await why()).toContain(
      'drain 1.0.0 does not fit: labels.rehearsal is "yes", which unless keeps out.',
    );
  });

  test("a label cannot be read as what the playbook needs", async () => {
    const { take, why } = await onCall([DRAIN]);
    await take("QueueBacklog", { env: "prod", queue: "mail; rm -rf /" });
    expect(await why()).toEqual([
      'drain 1.0.0 takes it, and could not start. Param "queue" comes from label "queue", which is "mail; rm -rf /"; it must be a name of letters, digits, dot, dash and underscore (E301). Check label "queue" in the alerting rule.',
      "A person was to be paged about it.",
    ]);
  });

  test("two playbooks want it equally", async () => {
    const { take, why } = await onCall([DRAIN, entryOf("other", STEPS, MATCH)]);
    await take("QueueBacklog", PROD);
    expect(await why()).toEqual([
      "Nothing was started: drain and other fit equally well (E379). Handle the alert by hand; then give one of them a narrower match or a higher priority.",
      "A person was to be paged about it.",
    ]);
  });

  test("somebody has silenced it", async () => {
    const { intake, why, match } = await onCall([DRAIN]);
    await intake.takeIn([firing({ labels: PROD, isSilenced: true })]);
    await match();
    expect(await why()).toEqual([
      "drain 1.0.0 would take it, but nothing starts for now: Somebody has silenced it in Alertmanager, or another alert inhibits it. When the silence ends and it still fires, it is matched again.",
      "What holds it back is a silence or an inhibition in Alertmanager.",
    ]);
  });

  test("it is expected during maintenance", async () => {
    const { take, why } = await onCall([DRAIN], { windows: [WORKS] });
    await take("QueueBacklog", PROD);
    expect(await why()).toEqual([
      "drain 1.0.0 would take it, but nothing starts for now: It is expected during maintenance, says pitcrew.yaml: new switches. Whoever may change pitcrew.yaml can end it; pitcrew windows list shows all of them.",
      "What holds it back is maintenance new-switches.",
    ]);
  });

  test("changes are frozen for a sale", async () => {
    const { take, why } = await onCall([DRAIN], { windows: [{ ...WORKS, ...SALE }] });
    await take("QueueBacklog", PROD);
    expect(await why()).toEqual([
      "drain 1.0.0 would take it, but nothing starts for now: Changes are frozen, says pitcrew.yaml: the big sale. Whoever may change pitcrew.yaml can end it; pitcrew windows list shows all of them.",
      "What holds it back is freeze big-sale.",
    ]);
  });

  test("it comes and goes", async () => {
    const { intake, match, why } = await onCall([DRAIN]);
    for (let nth = 0; nth < 5; nth++) {
      await intake.takeIn([firing({ labels: PROD, startsAt: at(nth * 60) })]);
      if (nth < 4) await intake.takeIn([resolved(at(nth * 60 + 30), { startsAt: at(nth * 60) })]);
    }
    await match();
    expect(await why()).toEqual([
      "drain 1.0.0 would take it, but nothing starts for now: It came and went 5 times within 1h, so what a run did would not last. Look why it comes back; a longer `for:` in the alerting rule makes it calmer.",
      "What holds it back is flapping: 5 times in 1h.",
    ]);
  });

  test("somebody has paused it", async () => {
    const { take, why, switches } = await onCall([DRAIN]);
    await switches.turnOn(PAUSE, { actor: "ann", surface: "slack" });
    await take("QueueBacklog", PROD);
    expect(await why()).toEqual([
      "drain 1.0.0 would take it, but nothing starts for now: Everything is paused by ann: the database moves. Ask ann; pitcrew resume ends it, and a person may start the playbook by hand.",
      "What holds it back is pause all.",
    ]);
  });

  test("it is wanted for many targets at once", async () => {
    const { intake, match, why } = await onCall([DRAIN]);
    const queues = ["a", "b", "c", "d", "e"].map((queue) => ({ ...PROD, queue }));
    await intake.takeIn(
      queues.map((labels) => firing({ fingerprint: `q${labels.queue}`, labels })),
    );
    await match();
    const last = await Promise.all(["qa", "qb", "qc", "qd", "qe"].map((mark) => why(mark)));
    expect(last.filter((said) => said.includes(`What holds it back is ${STORM}.`))).toEqual([
      [
        "drain 1.0.0 would take it, but nothing starts for now: drain is wanted for 5 different targets or more within 5m, so nothing of it starts by itself. Look for the one cause behind them; start the playbook by hand where it surely helps. The storm is over when fewer want it for 5m.",
        `What holds it back is ${STORM}.`,
        "A person was to be paged about it.",
      ],
    ]);
  });

  test("it has run often enough", async () => {
    const { take, why } = await onCall([entryOf("drain", STEPS, { ...MATCH, ...ONCE_A_DAY })]);
    await take("QueueBacklog", PROD, "f1");
    await take("QueueBacklog", PROD, "f2");
    expect(await why("f2")).toEqual([
      "drain 1.0.0 would take it, but nothing starts for now: drain ran once within 1d, and may run once; there is room. Look why it did not help for good: pitcrew runs --playbook drain.",
      "What holds it back is safety.max_runs: 1 per 1d.",
    ]);
  });

  test("too many runs wait already", async () => {
    const { take, why } = await onCall([DRAIN], { budgets: { queued_runs: 2 } });
    await take("QueueBacklog", PROD, "f1");
    await take("QueueBacklog", PROD, "f2");
    await take("QueueBacklog", PROD, "f3");
    expect(await why("f3")).toEqual([
      "drain 1.0.0 would take it, but nothing starts for now: 2 runs or more wait for a worker, so nothing starts by itself. It starts when there is room. Look whether workers are alive: pitcrew doctor; start by hand what cannot wait.",
      "What holds it back is budgets.queued_runs: 2.",
    ]);
  });
});

const STORM = "budgets.storm: 5 targets in 5m";
const STEPS = [{ id: "done", kind: "stop", with: { outcome: "nothing_to_do", reason: "looked" } }];
const MATCH = {
  match: { alert: "QueueBacklog", labels: { env: "prod" }, unless: { rehearsal: "*" } },
  params: { queue: { type: "name", from: "alert.labels.queue" } },
};
const DRAIN = entryOf("drain", STEPS, MATCH);
const ONCE_A_DAY = { safety: { mode: "auto", max_runs: "1 per 24h" } };
const PROD = { env: "prod", queue: "mail" };
const PAUSE = {
  kind: "pause",
  scope: "all",
  reason: "the database moves",
  inFlight: "hold",
  forMs: null,
} as const;

const WORKS = {
  name: "new-switches",
  kind: "maintenance",
  labels: { env: "prod" },
  reason: "new switches",
  from: "2020-01-01T00:00:00Z",
  until: "2999-01-01T00:00:00Z",
};
const SALE = { name: "big-sale", kind: "freeze", reason: "the big sale" };

interface Circumstances {
  readonly windows?: readonly object[];
  readonly budgets?: object;
}

/** Alerts that are matched with real brakes, and the sentences about them, without what changes. */
async function onCall(
  entries: readonly Found[],
  { windows = [], budgets = {} }: Circumstances = {},
) {
  const world = await matchingWorld(entries);
  const { intake, book } = world;
  const brakes = openBrakes(world.address, () => undefined);
  onTestFinished(brakes.close);
  const limits = Budgets.parse(budgets);
  const match = () =>
    world.match({
      scene: { windows: windowsOf(Windows.parse(windows)) },
      matching: { brakeOn: (start) => brakeStart(start, brakes.starts, limits) },
    });
  const switches: Switches = brakes.switches;
  return {
    intake,
    match,
    switches,
    take: async (
      alertname: string,
      labels: Readonly<Record<string, string>> = {},
      fingerprint = "5f",
    ): Promise<void> => {
      await intake.takeIn([firing({ labels: { ...labels, alertname }, fingerprint })]);
      await match();
    },
    why: async (fingerprint = "5f"): Promise<readonly string[]> => {
      const alert = await book.newest(fingerprint);
      if (alert === undefined) throw new Error(`There is no alert ${fingerprint}`);
      const sentences = explainAlert(alert, await book.verdicts(alert.id));
      return sentences.map((one) => one.replaceAll(TIMES, ""));
    },
  };
}

const TIMES = / (?:at|since|until) (?:[0-9-]{10}(?:T| ))?[0-9]{2}:[0-9]{2}(?::[0-9.]+Z| UTC)/g;
