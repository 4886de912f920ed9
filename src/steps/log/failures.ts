import type { Failure } from "../../model/failure.ts";
import type { LogAnswer } from "../../ports/log-source.ts";
import { neverLeft, unanswered, unreadable } from "../http/failures.ts";

type Miss = Exclude<LogAnswer, { is: "found" }>;

/** Why there are no lines, which is not the same as finding none. */
export function noLines(miss: Miss, connection: string): Failure {
  const asked = {
    connection,
    method: "GET",
    target: "/loki/api/v1/query_range",
    expect: undefined,
    repeatable: true,
  } as const;
  switch (miss.is) {
    case "refused":
      return {
        code: "E602",
        message: `${connection} answered the search with ${miss.status}`,
        remedy:
          "Read its answer in the step's detail; a shorter `since` or more labels often help.",
        detail: miss.detail.slice(0, 2_000),
        retry: miss.why === "cannot_now" ? "later" : "never",
      };
    case "unreached":
      return neverLeft(miss, asked);
    case "unanswered":
      return unanswered(miss.detail, asked);
    case "unreadable":
      return unreadable(miss, asked);
  }
}
