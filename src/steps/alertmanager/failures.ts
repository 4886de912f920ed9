import type { Failure } from "../../model/failure.ts";
import type { SilencesAnswer } from "../../ports/silences.ts";
import { neverLeft, rejected, unanswered, unreadable } from "../http/failures.ts";

type Miss = Exclude<SilencesAnswer<unknown>, { is: "done" }>;

/** Why a silence could not be looked up, made or ended. All of it may be asked again. */
export function noSilence(miss: Miss, connection: string): Failure {
  const asked = {
    connection,
    method: "POST",
    target: "/api/v2/silences",
    expect: undefined,
    repeatable: true,
  } as const;
  switch (miss.is) {
    case "refused":
      return rejected(miss.status, miss.detail, asked);
    case "unreached":
      return neverLeft(miss, asked);
    case "unanswered":
      return unanswered(miss.detail, asked);
    case "unreadable":
      return unreadable(miss, asked);
  }
}
