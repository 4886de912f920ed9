import { describe, expect, test } from "vitest";
import { alertmanagerEndSilence } from "../../../src/steps/alertmanager/end-silence.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { standingFor, startSilenceCounterpart } from "./counterpart.ts";

const ENDS_AT = "2026-03-01T03:30:00.000Z";
const ENDED = {
  connection: "alerts",
  alert: "QueueBacklogHigh",
  silence: { silence: "id-1", ends_at: ENDS_AT },
};
const params = alertmanagerEndSilence.params.parse(ENDED);
const attempt = { run: "r-1", step: "loud", key: "r-1/loud", number: 1 };
const live = () => new AbortController().signal;

describe("alertmanager.end_silence", () => {
  exerciseStepKind(alertmanagerEndSilence, {
    filled: ENDED,
    startWorld: async (given, mood) => {
      const found = [standingFor(given.alert, given.silence.ends_at)];
      const { silences, ended } = await startSilenceCounterpart(mood, found);
      return {
        needs: { silences: () => silences },
        received: () =>
          ended.map((silence) => ({ ...given, silence: { ...given.silence, silence } })),
        done: () => ended.map((id) => ({ ended: id })),
      };
    },
  });

  exerciseLastingEffect(alertmanagerEndSilence, {
    filled: ENDED,
    startWorld: async (given) => {
      const found = [standingFor(given.alert, given.silence.ends_at)];
      const { silences, ended } = await startSilenceCounterpart("answers", found);
      return {
        needs: { silences: () => silences },
        state: async () => [...ended],
        meddle: async () => undefined,
      };
    },
  });

  test("leaves a silence alone that somebody has made last longer", async () => {
    const found = [standingFor(params.alert, "2026-03-01T05:00:00.000Z")];
    const { silences, ended } = await startSilenceCounterpart("answers", found);

    const result = await alertmanagerEndSilence.run(
      params,
      { silences: () => silences },
      attempt,
      live(),
    );

    expect(result).toMatchObject({ ok: false, failure: { code: "E622", retry: "never" } });
    expect(ended).toEqual([]);
  });
});
