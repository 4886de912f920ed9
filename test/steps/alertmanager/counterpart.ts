import { createSilences } from "../../../src/integrations/alertmanager/client.ts";
import { createHttpCaller } from "../../../src/integrations/http/client.ts";
import type { Silences } from "../../../src/ports/silences.ts";
import type { Mood } from "../../contract/step-kind.ts";
import {
  answerJson,
  destinationAt,
  startCounterpart,
} from "../../integrations/http/counterpart.ts";

/** What was asked for, as it was on the wire. */
export interface Posted {
  readonly matchers: readonly {
    readonly name: string;
    readonly value: string;
    readonly isRegex: boolean;
    readonly isEqual: boolean;
  }[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

export const NOW = Date.parse("2026-03-01T03:00:00.000Z");

/** Takes silences as Alertmanager does, and remembers them as they came. Only one test uses each. */
export async function startSilenceCounterpart(
  mood: Mood,
  standing: readonly Posted[] = [],
): Promise<{
  readonly silences: Silences;
  readonly posted: readonly Posted[];
  /** The ids of those that were ended. */
  readonly ended: readonly string[];
}> {
  const posted: Posted[] = [...standing];
  const ended: string[] = [];
  const listed = (silence: Posted, index: number) => {
    const id = `id-${index + 1}`;
    return { ...silence, id, status: { state: ended.includes(id) ? "expired" : "active" } };
  };
  const server = await startCounterpart((response, seen) => {
    if (mood === "hangs_up") response.destroy();
    else if (seen.method === "GET") answerJson(posted.map(listed))(response, seen);
    else if (seen.method === "DELETE") {
      ended.push(seen.url.slice("/api/v2/silence/".length));
      response.end();
    } else {
      posted.push(JSON.parse(seen.body) as Posted); // what our own client has sent
      answerJson({ silenceID: `id-${posted.length}` })(response, seen);
    }
  });
  const { call } = createHttpCaller(destinationAt(server.url));
  return { silences: createSilences(call, { now: () => NOW }), posted, ended };
}

/** One that Pitcrew has made for an alert and that still holds. */
export function standingFor(alert: string, endsAt: string): Posted {
  return {
    matchers: [{ name: "alertname", value: alert, isRegex: false, isEqual: true }],
    startsAt: new Date(NOW).toISOString(),
    endsAt,
    createdBy: "pitcrew",
    comment: "Workers are being restarted. [pitcrew r-1/quiet]",
  };
}
