import type { HttpAnswer } from "./http-caller.ts";

export const TICKET_PRIORITIES = ["low", "normal", "high", "critical"] as const;

export interface TicketWish {
  readonly title: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly priority: (typeof TICKET_PRIORITIES)[number];
  /** The same for every try of one effect; sent where the other side honours it. */
  readonly key: string;
}

export type TicketAnswer =
  | { readonly is: "created"; readonly id: string; readonly url: string | undefined }
  /** The other side has understood that something was asked, and said no. */
  | { readonly is: "refused"; readonly status: number; readonly detail: string }
  | Exclude<HttpAnswer, { is: "answered" }>;

export type TicketFound =
  | { readonly is: "found"; readonly id: string; readonly url: string | undefined }
  /** Surely made under this key by nobody. */
  | { readonly is: "none" }
  | { readonly is: "unclear"; readonly detail: string };

/** One tracker of tickets. */
export interface Tickets {
  /** Whether the other side tells a repeat from a new wish by its key, so that asking twice is safe. */
  readonly honoursKey: boolean;
  /** Finds the ticket that was made under a key; left out where nobody has said how. */
  readonly find?: ((key: string, signal: AbortSignal) => Promise<TicketFound>) | undefined;
  readonly create: (wish: TicketWish, signal: AbortSignal) => Promise<TicketAnswer>;
}
