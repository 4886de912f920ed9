import { z } from "zod";
import { id } from "../../model/fields.ts";
import type { Failure } from "../../model/failure.ts";
import type { Silence, Silences } from "../../ports/silences.ts";
import { failed, type StepResult, succeeded } from "../step-kind.ts";
import { noSilence } from "./failures.ts";

export interface SilenceNeeds {
  readonly silences: (connection: string) => Silences;
}

const TIME = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$/;

const WHEN = "When it ends by itself.";

/** A silence as the step that made it has left it. */
export const SilenceLeft = z.strictObject({
  silence: id().describe("The silence's id in Alertmanager."),
  ends_at: id().describe(WHEN),
});

/** The same as a playbook hands it on, which may have written anything. */
export const MadeSilence = SilenceLeft.extend({
  ends_at: id().regex(TIME, "must be a time in UTC").describe(WHEN),
});
export type MadeSilence = z.infer<typeof MadeSilence>;

interface Of {
  readonly connection: string;
  readonly alert: string;
}

/** Ends a silence of ours, only while it is as we have left it. */
export async function endOurs(
  { connection, alert }: Of,
  made: MadeSilence,
  { silences }: SilenceNeeds,
  signal: AbortSignal,
): Promise<StepResult<MadeSilence>> {
  const there = silences(connection);
  const found = await there.ours(alert, signal);
  if (found.is !== "done") return failed(noSilence(found, connection));
  const ours = found.value.find((silence) => silence.id === made.silence);
  const over = succeeded(made, `The silence of ${alert} in ${connection} is over.`);
  if (ours === undefined || ours.isOver) return over;
  if (ours.endsAt !== Date.parse(made.ends_at)) return failed(extended(ours, connection, alert));
  const ended = await there.end(ours.id, signal);
  return ended.is === "done" ? over : failed(noSilence(ended, connection));
}

function extended({ id: silence, endsAt }: Silence, connection: string, alert: string): Failure {
  return {
    code: "E622",
    message: `Somebody has let the silence of ${alert} in ${connection} last until ${new Date(endsAt).toISOString()}, so it is not ended`,
    remedy: `Ask who did it, or end the silence ${silence} by hand.`,
    retry: "never",
  };
}
