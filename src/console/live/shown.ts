import { hash } from "node:crypto";
import type { Context } from "hono";
import type { Answer } from "../../intake/api/refusal.ts";
import type { Html } from "../frame/html-text.ts";
import type { ConsoleNeeds } from "../needs.ts";
import type { Visitor } from "../visitor.ts";

/** What a page that stays up to date shows by now. */
export interface Shown {
  /** All that it is drawn from: as long as that is the same, nothing is new. */
  readonly of: readonly unknown[];
  readonly title: string;
  readonly draw: () => Html;
}

/** Tells what is shown from what was shown before. */
export function versionOf({ of }: Shown): string {
  return digest(of.map(partOf).join(" "));
}

const digests = new WeakMap<object, string>();

/** Many may be shown the same thing, which nobody changes. */
function partOf(part: unknown): string {
  if (typeof part !== "object" || part === null) return String(part);
  const known = digests.get(part) ?? digest(JSON.stringify(part));
  digests.set(part, known);
  return known;
}

function digest(text: string): string {
  return hash("sha256", text, "hex").slice(0, 16);
}

/** Looks again each time, also whether somebody may still see it. */
export type Look = (
  context: Context,
  visitor: Visitor,
  needs: ConsoleNeeds,
) => Promise<Answer<Shown>>;
