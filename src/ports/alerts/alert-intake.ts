import type { Alert } from "../../model/alert.ts";

/**
 * Takes in what sources say of their alerts.
 *
 * What was answered is committed. Everything may be repeated as it is: nothing counts twice. Of what
 * is thrown nobody knows how much was stored, so the source has to say all of it again.
 */
export interface AlertIntake {
  /** What became of each sighting, in their order. */
  readonly takeIn: (sightings: readonly Sighting[]) => Promise<readonly Taken[]>;
  /** The source has said that it is alive. */
  readonly heard: (source: string) => Promise<void>;
  /** When each source last said so, by the clock of the database. */
  readonly lastHeard: () => Promise<ReadonlyMap<string, number>>;
  /** Everything that fires at a source, as it told us when asked. */
  readonly takeListing: (listing: Listing) => Promise<ListingTaken>;
}

/** What a source says about one alert at one moment. */
export interface Sighting {
  /** For the occurrence that this may open. */
  readonly id: string;
  readonly source: string;
  readonly fingerprint: string;
  readonly alert: Pick<Alert, "status" | "labels" | "annotations">;
  /** Both by the clock of the source; null where it does not say. */
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  /** Under which its source may page people about it as well, by itself. */
  readonly groupKey?: string;
  /** Where people see in a browser why it fires, and where they can silence it. */
  readonly generatorUrl?: string;
  readonly senderUrl?: string;
  /** The span of the source that this was said in, as the header of that name tells it. */
  readonly traceparent?: string;
  /** Somebody wants to hear nothing of it for now. */
  readonly isSilenced: boolean;
}

export type Taken =
  | "opened"
  /** It was open already. */
  | "seen"
  | "closed"
  /** Old news: what it is about is over. */
  | "known";

export interface Listing {
  readonly source: string;
  readonly sightings: readonly Sighting[];
  /** When it was asked for, by the clock of the database. */
  readonly askedAt: number;
}

export interface ListingTaken {
  /** Nobody had told us of so many. */
  readonly missed: number;
  /** So many were not listed for too long, and are closed. */
  readonly stale: number;
}

/** An open alert that so many complete listings in a row, over so long, leave out is over. */
export const STALE_AFTER = { listings: 3, ms: 300_000 } as const;
