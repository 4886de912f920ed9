import { z } from "zod";
import { connection, name } from "../../model/fields.ts";
import { failed, type StepKind } from "../step-kind.ts";
import { endOurs, MadeSilence, SilenceLeft, type SilenceNeeds } from "./end-ours.ts";
import { noSilence } from "./failures.ts";

const Params = z.strictObject({
  connection: connection("alertmanager").describe("The Alertmanager, by its name."),
  alert: name().describe("The name of the alert that is silent."),
  silence: MadeSilence.describe("What an `alertmanager.silence` step put out."),
});
type Params = z.infer<typeof Params>;

/** For the planned end of the work: from here on, the alert is to be heard again. */
export const alertmanagerEndSilence: StepKind<Params, MadeSilence, SilenceNeeds> = {
  kind: "alertmanager.end_silence",
  carrier: "step",
  major: 1,
  summary: "Ends a silence that an earlier step made, before its time.",
  effect: "idempotent",
  params: Params,
  output: SilenceLeft,
  timeout: "30s",
  example: {
    connection: "alerts",
    alert: "QueueBacklogHigh",
    silence: {
      silence: "1f0c2b6e-7a51-4c57-9d0a-5a4f0b9e2c11",
      ends_at: "2026-01-05T09:30:00.000Z",
    },
  },
  describe: ({ connection: there, alert }) => `End the silence of ${alert} in ${there}`,
  targets: ({ connection: there, alert }) => [`alertmanager/${there}/alert/${alert}`],
  material: [],
  plan: async (params, { silences }, signal) => {
    const { connection: there, alert, silence } = params;
    const found = await silences(there).ours(alert, signal);
    if (found.is !== "done") return failed(noSilence(found, there));
    const isOn = found.value.some(({ id, isOver }) => id === silence.silence && !isOver);
    const sentence = `${alertmanagerEndSilence.describe(params)}.`;
    return {
      ok: true,
      plan: { before: { silent: isOn }, after: { ended: silence.silence }, sentence },
    };
  },
  run: (params, needs, _attempt, signal) => endOurs(params, params.silence, needs, signal),
  undo: {
    is: "impossible",
    because: "a silence that was ended does not come back; alertmanager.silence makes a new one",
  },
};
