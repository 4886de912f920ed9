import type { Failure } from "../../model/failure.ts";
import type { MetricsAnswer } from "../../ports/metrics-source.ts";
import { unanswered, neverLeft, unreadable } from "../http/failures.ts";

type Miss = Exclude<MetricsAnswer, { is: "found" }>;
type Refused = Extract<MetricsAnswer, { is: "refused" }>;

/** Why there are no figures, whatever they were wanted for. */
export function noFigures(miss: Miss, connection: string): Failure {
  const asked = {
    connection,
    method: "GET",
    target: "/api/v1/query",
    expect: undefined,
    repeatable: true,
  } as const;
  switch (miss.is) {
    case "refused":
      return refused(miss, connection);
    case "not_numbers":
      return {
        code: "E602",
        message: `The query to ${connection} was answered with texts or histograms instead of numbers`,
        remedy: "Ask for a number, with histogram_quantile() or histogram_count() for a histogram.",
        detail: miss.detail,
        retry: "never",
      };
    case "unreached":
      return neverLeft(miss, asked);
    case "unanswered":
      return unanswered(miss.detail, asked);
    case "unreadable":
      return unreadable(miss, asked);
  }
}

function refused({ why, detail }: Refused, connection: string): Failure {
  const shared = { code: "E602", detail: detail.slice(0, 2_000) } as const;
  switch (why) {
    case "bad_query":
      return {
        ...shared,
        message: `${connection} could not make sense of the query`,
        remedy: "Read its answer in the step's detail, and try the query there.",
        retry: "never",
      };
    case "too_slow":
      return {
        ...shared,
        message: `${connection} gave the query up because it took too long`,
        remedy: "Narrow the query by labels, shorten its stretch of time, or record it as a rule.",
        retry: "later",
      };
    case "cannot_now":
      return {
        ...shared,
        message: `${connection} cannot answer queries at the moment`,
        remedy: `Look whether ${connection} is starting, overloaded or short of memory.`,
        retry: "later",
      };
    case "other":
      return {
        ...shared,
        message: `${connection} refused the query`,
        remedy: `Read its answer in the step's detail; check auth and base_url of ${connection}.`,
        retry: "never",
      };
  }
}
