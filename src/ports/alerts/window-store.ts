import type { Author } from "../playbook-store.ts";

/** Windows that people open by hand. A change and its entry in the record are one commit. */
export interface WindowStore {
  /** Those that are open or to come, the next to end first. */
  readonly list: () => Promise<readonly OneOffWindow[]>;
  readonly add: (window: NewWindow, author: Author) => Promise<OneOffWindow>;
  /** Ends it now, or before it begins. False when there is none to end. */
  readonly end: (id: string, author: Author) => Promise<boolean>;
}

export type WindowKind = "maintenance" | "freeze";

export interface NewWindow {
  readonly id: string;
  readonly kind: WindowKind;
  readonly labels: LabelPatterns;
  readonly reason: string;
  /** Null begins it now. */
  readonly startsAt: number | null;
  readonly lastsMs: number;
}

/** Which alerts it is about; none means all. */
export type LabelPatterns = Readonly<Record<string, string | string[]>>;

export interface OneOffWindow {
  readonly id: string;
  readonly kind: WindowKind;
  readonly labels: LabelPatterns;
  readonly reason: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly madeBy: string;
}
