import type { Context } from "hono";
import type { Answer } from "../../intake/api/refusal.ts";
import type { Html } from "../frame/html-text.ts";
import type { ConsoleNeeds } from "../needs.ts";
import type { Visitor } from "../visitor.ts";

/** What a page that stays up to date shows by now. */
export interface Shown {
  /** All that it is drawn from: as long as that is the same, nothing is new. */
  readonly of: unknown;
  readonly title: string;
  readonly draw: () => Html;
}

/** Looks again each time, also whether somebody may still see it. */
export type Look = (
  context: Context,
  visitor: Visitor,
  needs: ConsoleNeeds,
) => Promise<Answer<Shown>>;
