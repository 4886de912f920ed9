import type { Failure } from "../../../model/failure.ts";
import type { JsonValue } from "../../../model/json.ts";
import type { AnyKind } from "../../../steps/step-kind.ts";
import type { PerformResult } from "../event.ts";
import { heldBackFailure, heldFailure, unapprovedFailure } from "./held.ts";

export type Read =
  | { readonly ok: true; readonly output: JsonValue }
  | { readonly ok: false; readonly failure: Failure };

/** An output is only believed when it has the form that its kind promises. */
export function readOutput(kind: AnyKind, result: PerformResult): Read {
  if (result.is !== "succeeded") return { ok: false, failure: failureOf(result) };
  const parsed = kind.output.safeParse(result.output);
  // What a kind's schema makes of JSON is JSON again.
  if (parsed.success) return { ok: true, output: parsed.data as JsonValue };
  const issue = parsed.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? "it" : issue.path.join(".");
  return {
    ok: false,
    failure: {
      code: "E305",
      message: `The result of ${kind.kind} has another form than it promises: ${field}: ${issue?.message ?? "unreadable"}`,
      remedy: "Check the version of the system behind it.",
      retry: "never",
    },
  };
}

/** For effects that may be repeated, not knowing is a reason to repeat. */
export function failureOf(result: Exclude<PerformResult, { readonly is: "succeeded" }>): Failure {
  if (result.is === "failed") return result.failure;
  if (result.is === "locked") return heldFailure(result);
  if (result.is === "held_back") return heldBackFailure(result.by);
  if (result.is === "unapproved") return unapprovedFailure(result);
  return {
    code: "E605",
    message: `It was sent, and nobody knows whether it arrived: ${result.reason}`,
    remedy: "Look at the target before anything else is done to it.",
    retry: "later",
  };
}
