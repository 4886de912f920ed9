import { visible } from "../../../document/visible.ts";
import type { Path } from "../../../model/problem.ts";
import type { Bump } from "../semver.ts";

/** One thing that differs between two versions of a playbook. */
export interface Change {
  /** The least that the version must be raised for it. */
  readonly bump: Bump;
  /** Where it stands: in the newer version, or in the older one when it is gone. */
  readonly at: Path;
  /** `safety.cooldown is 10m, was 30m: looser` */
  readonly says: string;
  /** It takes a guard away, so a second person must look at it. */
  readonly loosens: boolean;
}

/** A part of both versions, with the name that a sentence gives it: `steps.scale.timeout`. */
export interface Place {
  readonly at: Path;
  readonly called: string;
}

export function inside({ at, called }: Place, key: string): Place {
  return { at: [...at, key], called: called === "" ? key : `${called}.${key}` };
}

export function change(bump: Bump, { at, called }: Place, says: string): Change {
  return { bump, at, says: `${called} ${says}`, loosens: false };
}

export function loosening(place: Place, says: string): Change {
  return { ...change("major", place, says), loosens: true };
}

/** `is 10m, was 30m` */
export function isNow(before: unknown, after: unknown): string {
  return `is ${show(after)}, was ${show(before)}`;
}

const LONGEST = 60;

function show(value: unknown): string {
  if (value === undefined) return "not set";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return visible(text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`);
}
