import { attemptOf, forbid, isAllowed, type User } from "./authorize.ts";
import type { Call, Served } from "./call.ts";
import {
  answerCreate,
  answerDelete,
  answerDeleteAll,
  answerPatch,
  answerUpdate,
} from "./change.ts";
import { discover } from "./discovery.ts";
import { answerEvict } from "./evict.ts";
import { answerMeasured } from "./measured.ts";
import { answerLog } from "./pod-log.ts";
import { checkQuery } from "./query.ts";
import { answerGet, answerList, answerWatch } from "./read.ts";
import { json, refusal, type Reply } from "./reply.ts";
import { readRequest } from "./request.ts";
import { answerReview } from "./review.ts";
import { methodNotAllowed, nowhere } from "./status.ts";

export interface Received {
  readonly method: string;
  readonly url: URL;
  readonly user: User;
  readonly accept: string;
  readonly mediaType: string;
  readonly userAgent: string;
  readonly body: Buffer;
}

/** Answers whatever comes: what the server is, or a call that this user may make. */
export function answer(served: Served, received: Received): Reply {
  const { method, url, user } = received;
  if (method === "GET") {
    const found = discover(url.pathname);
    if (found !== undefined) return json(found);
    if (HEALTH.includes(url.pathname)) return { is: "text", code: 200, body: "ok" };
  }
  const read = readRequest(method, url);
  switch (read.is) {
    case "nowhere":
      return refusal(nowhere());
    case "method_not_allowed":
      return refusal(methodNotAllowed());
    case "asked": {
      const attempt = attemptOf(read.asked);
      // Everybody may ask what they may do.
      const isReview = attempt.resource === "selfsubjectaccessreviews";
      if (!isReview && !isAllowed(user, attempt)) return refusal(forbid(user, attempt));
      const known = checkQuery(read.asked);
      return known.ok ? answerCall(served, { ...read.asked, ...received }) : refusal(known);
    }
  }
}

const HEALTH: readonly string[] = ["/healthz", "/livez", "/readyz"];

function answerCall(served: Served, call: Call): Reply {
  const { type, verb, subresource } = call;
  if (subresource === "log") return answerLog(served, call);
  if (subresource === "eviction") return answerEvict(served, call);
  const plural = type.keptAs;
  if (plural === undefined)
    return verb === "create" ? answerReview(call) : answerMeasured(served, call);
  switch (verb) {
    case "get":
      return answerGet(served, plural, call);
    case "list":
      return answerList(served, plural, call);
    case "watch":
      return answerWatch(served, plural, call);
    case "create":
      return answerCreate(served, plural, call);
    case "update":
      return answerUpdate(served, plural, call);
    case "patch":
      return answerPatch(served, plural, call);
    case "delete":
      return answerDelete(served, plural, call);
    case "deletecollection":
      return answerDeleteAll(served, plural, call);
  }
}
