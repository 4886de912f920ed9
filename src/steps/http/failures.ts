import type { Failure } from "../../model/failure.ts";
import type { HttpAnswer } from "../../ports/http-caller.ts";
import { type Asked, sentence } from "./exchange.ts";

/** How much of a refusal is kept for the reader. */
const EXCERPT = 2_000;

type Answer<Is extends HttpAnswer["is"]> = Extract<HttpAnswer, { is: Is }>;

/** Nothing was sent, so that even a step that runs once may be tried again. */
export function neverLeft({ why, detail }: Answer<"unreached">, { connection }: Asked): Failure {
  const retry = "never_left";
  switch (why) {
    case "not_ready":
      return {
        code: "E601",
        message: `The connection ${connection} could not be made ready; nothing was sent`,
        remedy: `Look whether connections.yaml has ${connection}, and whether its secrets and certificates can be read.`,
        detail,
        retry,
      };
    case "unknown_host":
      return {
        code: "E601",
        message: `The host of the connection ${connection} has no address`,
        remedy: `Check base_url of ${connection} in connections.yaml, and the name service.`,
        detail,
        retry,
      };
    case "address_refused":
      return {
        code: "E603",
        message: `The host of the connection ${connection} has an address in a refused range, so nothing was sent`,
        remedy: `If that address is really meant, list it under allow_addresses of ${connection}.`,
        detail,
        retry: "never",
      };
    case "connection_failed":
      return {
        code: "E601",
        message: `The connection ${connection} could not be opened; nothing was sent`,
        remedy: `Run pitcrew connections test ${connection}: port, certificate, or a service that is down.`,
        detail,
        retry,
      };
    case "connection_timed_out":
      return {
        code: "E601",
        message: `The connection ${connection} was not open in time; nothing was sent`,
        remedy: `Run pitcrew connections test ${connection}: firewall, port, or a service that is down.`,
        detail,
        retry,
      };
    case "aborted":
      return {
        code: "E303",
        message: `The request to ${connection} was stopped before anything was sent`,
        remedy: "Nothing has happened at the other side; the step can be run again.",
        detail,
        retry,
      };
  }
}

export function unanswered(detail: string, asked: Asked): Failure {
  if (!asked.repeatable) return inDoubt("was sent, but no answer came back", detail, asked);
  return {
    code: "E601",
    message: `${sentence(asked)} was sent, but no answer came back`,
    remedy: `Look whether ${asked.connection} is overloaded or restarting.`,
    detail,
    retry: "later",
  };
}

export function rejected(status: number, body: string, asked: Asked): Failure {
  const detail = body.slice(0, EXCERPT);
  if (status >= 300 && status < 400) return redirected(status, asked);
  // A gateway that gives up says nothing about what the service behind it has done.
  if (status >= 500 && !asked.repeatable) {
    return inDoubt(
      `was answered with ${status}, which does not say whether it took effect`,
      detail,
      asked,
    );
  }
  return {
    code: "E602",
    message: `${sentence(asked)} was answered with ${status}`,
    remedy: `Read the answer in the step's detail; list ${status} under expect if it is a good answer.`,
    detail,
    retry: asked.repeatable && isPassing(status) ? "later" : "never",
  };
}

function redirected(status: number, asked: Asked): Failure {
  return {
    code: "E603",
    message: `${sentence(asked)} was answered with ${status}, a redirect, and redirects are not followed`,
    remedy: `Ask for the final path, or mend base_url of ${asked.connection} in connections.yaml.`,
    retry: "never",
  };
}

/** Statuses that ask the caller to come back: too early, too many, not now. */
function isPassing(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

export function unreadable({ status, why, detail }: Answer<"unreadable">, asked: Asked): Failure {
  const answered = `${sentence(asked)} was answered with ${status}`;
  switch (why) {
    case "too_large":
      return {
        code: "E604",
        message: `${answered}, so it was accepted, but its answer is too large and was not read`,
        remedy: `Ask for less, or raise max_response_bytes of ${asked.connection} in connections.yaml.`,
        detail,
        retry: "never",
      };
    case "malformed":
      return {
        code: "E305",
        message: `${answered}, so it was accepted, but its answer is not the JSON that it claims to be`,
        remedy: `Check the version of the service behind ${asked.connection}.`,
        detail,
        retry: "never",
      };
    case "cut_off":
      return unanswered(detail, asked);
  }
}

function inDoubt(what: string, detail: string, asked: Asked): Failure {
  return {
    code: "E605",
    message: `${sentence(asked)} ${what}; it is not sent again by itself`,
    remedy: `Look at ${asked.connection}, then settle the run as happened or not happened.`,
    detail,
    retry: "never",
  };
}
