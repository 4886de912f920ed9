import type { Attempt } from "../api/authorize.ts";
import { type Refusal, refuse } from "../api/status.ts";

/** Which requests a fault meets; without a verb or a resource, all of them. */
interface Meets {
  readonly verbs?: readonly string[];
  /** `deployments` or `deployments/scale`. */
  readonly resources?: readonly string[];
}

/** What can go wrong between a client and the API, or in it. */
export type Fault = Meets &
  (
    | { readonly is: "denied"; readonly webhook: string; readonly message: string }
    | { readonly is: "failing"; readonly code: 429 | 500 | 503 }
    | { readonly is: "slow"; readonly ms: number }
    /** The request is taken and never answered. */
    | { readonly is: "silent" }
    /** The request is carried out, and the connection breaks before the answer. */
    | { readonly is: "answer_lost" }
  );

export interface Faults {
  /** Breaks something until the returned function mends it. */
  readonly breakWith: (fault: Fault) => () => void;
  readonly meeting: (attempt: Pick<Attempt, "verb" | "resource">) => readonly Fault[];
}

export function openFaults(): Faults {
  const faults = new Set<Fault>();
  return {
    breakWith: (fault) => {
      faults.add(fault);
      return () => void faults.delete(fault);
    },
    meeting: ({ verb, resource }) =>
      [...faults].filter(
        ({ verbs, resources }) =>
          (verbs?.includes(verb) ?? true) && (resources?.includes(resource) ?? true),
      ),
  };
}

/** What a fault answers in the place of the server, if it answers. */
export function answerOf(fault: Fault): Refusal | undefined {
  switch (fault.is) {
    case "denied": {
      const message = `admission webhook "${fault.webhook}" denied the request: ${fault.message}`;
      return refuse(400, "BadRequest", message);
    }
    case "failing":
      return refuse(fault.code, REASONS[fault.code], MESSAGES[fault.code], {
        ...(fault.code === 429 && { retryAfterSeconds: 1 }),
      });
    case "slow":
    case "silent":
    case "answer_lost":
      return undefined;
  }
}

const REASONS = { 429: "TooManyRequests", 500: "InternalError", 503: "ServiceUnavailable" };
const MESSAGES = {
  429: "too many requests, please try again later",
  500: "Internal error occurred: etcdserver: request timed out",
  503: "the server is currently unable to handle the request",
};
