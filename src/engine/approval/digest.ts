import { createHash } from "node:crypto";
import type { EffectClass } from "../../model/effect-class.ts";
import type { JsonObject, JsonValue } from "../../model/json.ts";
import { canonicalJson } from "../../playbook/version/canonical.ts";
import type { ApprovalRequest } from "../../model/approval.ts";

/** What one effect will do, to whom, and from which values it starts. */
export interface EffectFacts {
  readonly phase: "run" | "undo";
  readonly kind: string;
  readonly effect: EffectClass;
  readonly with: JsonObject;
  /** Holds the run, the step, the item and the phase. */
  readonly key: string;
  readonly targets: readonly string[];
  readonly material: JsonObject;
}

export function effectDigest(facts: EffectFacts): string {
  const { phase, kind, effect, with: params, key, targets, material } = facts;
  return digestOf({ phase, kind, effect, with: params, key, targets, material });
}

/** The text that is kept beside the digest, so that anybody can compute it again. */
export function requestText(request: ApprovalRequest): string {
  // A request is plain data; an interface only lacks the index signature that says so.
  return canonicalJson(request as unknown as JsonValue);
}

export function requestDigest(request: ApprovalRequest): string {
  return digestOfText(requestText(request));
}

/** What a plan would do in any run of its playbook, before the world was looked at. */
export function wishDigest(step: string, tasks: readonly { readonly with: JsonObject }[]): string {
  return digestOf({ step, with: tasks.map((task) => task.with) });
}

const SHORT = 6;

/** What people read to each other. */
export function shortDigest(digest: string): string {
  return digest.slice(PREFIX.length, PREFIX.length + SHORT);
}

/** Whether somebody means this digest by what they wrote of it. */
export function isMeant(digest: string, written: string): boolean {
  const hex = written.startsWith(PREFIX) ? written.slice(PREFIX.length) : written;
  return hex.length >= SHORT && digest.slice(PREFIX.length).startsWith(hex.toLowerCase());
}

function digestOf(value: JsonValue): string {
  return digestOfText(canonicalJson(value));
}

const PREFIX = "sha256:";

function digestOfText(text: string): string {
  return `${PREFIX}${createHash("sha256").update(text).digest("hex")}`;
}
