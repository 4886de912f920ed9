import type { Mapping } from "../../config/settings/sources.ts";
import type { AlertIntake } from "../../ports/alerts/alert-intake.ts";
import type { SourceRules } from "../alerts/sightings-of.ts";

/** What the webhooks need of the rest of Pitcrew. */
export interface WebhookNeeds {
  /** As the settings and secrets are at this moment. One that does not exist has no tokens. */
  readonly sourceOf: (name: string) => Promise<WebhookSource>;
  readonly intake: Pick<AlertIntake, "takeIn" | "heard">;
  readonly newId: () => string;
  /** Told once alerts are stored; a hint. */
  readonly onTaken: () => void;
  /** Told that a group of this source was not read or not whole, so that it should be asked. */
  readonly onGap: (source: string) => void;
  /** Told why alerts could not be stored. */
  readonly onThrown: (error: unknown) => void;
}

export interface WebhookSource extends SourceRules {
  readonly tokens: readonly string[];
  readonly mapping: Mapping | null;
}
