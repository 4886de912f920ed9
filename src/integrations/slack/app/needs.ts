import type { Access } from "../../../access/authorize.ts";
import type { ApiNeeds } from "../../../intake/api/needs.ts";
import type { Answer } from "../../../intake/api/refusal.ts";
import type { AddressBook } from "../../../notify/plan/address-book.ts";
import type { ChatWishes } from "../../../ports/chat-wishes.ts";
import type { Clock } from "../../../ports/clock.ts";

/** What people in Slack need of the rest of Pitcrew. */
export interface SlackNeeds {
  readonly desk: Pick<
    ApiNeeds,
    | "alerts"
    | "approvals"
    | "authorize"
    | "brakes"
    | "get"
    | "list"
    | "ownerOfPlaybook"
    | "ownerOfRun"
    | "page"
    | "plan"
    | "playbooks"
    | "retry"
    | "send"
    | "start"
    | "startSuggested"
    | "unpaged"
  >;
  readonly access: () => Access;
  readonly wishes: ChatWishes;
  readonly drills: SlackDrills;
  readonly clock: Pick<Clock, "now" | "monotonic">;
  readonly book: () => Book;
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** In which times are written that Slack does not show in each reader's own, and where runs are shown. */
export type Book = Pick<AddressBook, "zone" | "linkTo">;

/** Rehearsals on systems of their own; one at a time. */
export interface SlackDrills {
  readonly list: () => Promise<readonly { readonly name: string; readonly summary: string }[]>;
  /** Answers once it has begun; how it went is told later, in sentences. */
  readonly begin: (
    name: string,
    onEnd: (sentences: readonly string[]) => void,
  ) => Promise<Answer<null>>;
}
