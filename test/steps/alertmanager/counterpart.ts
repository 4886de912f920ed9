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
): Promise<{ readonly silences: Silences; readonly posted: readonly Posted[] }> {
  const posted: Posted[] = [];
  const server = await startCounterpart((response, seen) => {
    if (mood === "hangs_up") response.destroy();
    else if (seen.method === "GET") answerJson(posted.map(listed))(response, seen);
    else {
      posted.push(JSON.parse(seen.body) as Posted); // what our own client has sent
      answerJson({ silenceID: `id-${posted.length}` })(response, seen);
    }
  });
  const { call } = createHttpCaller(destinationAt(server.url));
  return { silences: createSilences(call, { now: () => NOW }), posted };
}

function listed(silence: Posted, index: number) {
  return { ...silence, id: `id-${index + 1}`, status: { state: "active" } };
}
