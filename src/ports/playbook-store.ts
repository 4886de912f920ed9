import type { PinnedPlaybook } from "./run-store.ts";

/**
 * Every version of a playbook that runs may follow, for good, and which of them new runs follow.
 *
 * A version that is published or activated has an entry in the record of its playbook, made in the
 * same commit. Whatever is so already is left alone and leaves no entry.
 */
export interface PlaybookStore {
  /** Returns what each name and version stands for now: what was published first. */
  readonly publish: (
    versions: readonly NewVersion[],
    author: Author,
  ) => Promise<readonly PinnedPlaybook[]>;

  /**
   * From this commit on, new runs follow these versions. Those withdrawn are started by nobody.
   * A playbook that is pinned stays as it is.
   */
  readonly activate: (choice: Choice, author: Author) => Promise<void>;

  /** From this commit on, new runs follow this version. */
  readonly choose: (choice: VersionChoice, author: Author) => Promise<void>;

  /** From the next activation on it follows the files again. Whether it was pinned. */
  readonly unpin: (playbook: string, author: Author) => Promise<boolean>;

  /** What new runs followed before what they follow now. */
  readonly versionBefore: (playbook: string) => Promise<PinnedPlaybook | undefined>;

  /** Who published a version, as the record names them. */
  readonly publisherOf: (version: PinnedPlaybook) => Promise<string | undefined>;

  /** What new runs follow, in the order of names. */
  readonly active: () => Promise<readonly ActiveVersion[]>;

  /** The text from which a version can be made again. */
  readonly content: (playbook: string, hash: string) => Promise<string | undefined>;

  /** Who published or activated this version, as the record names them. */
  readonly handsOn: (version: PinnedPlaybook) => Promise<readonly string[]>;

  /** By name, the newest first. */
  readonly versions: (filter: VersionFilter) => Promise<readonly VersionRecord[]>;
}

export interface NewVersion extends PinnedPlaybook {
  readonly content: string;
  /** It came with Pitcrew, to the byte. */
  readonly isShipped?: boolean;
}

export interface Choice {
  readonly activate: readonly PinnedPlaybook[];
  readonly withdraw: readonly string[];
}

export interface VersionChoice {
  readonly version: PinnedPlaybook;
  /** It stays so, whatever the files say. */
  readonly isPinned: boolean;
}

/** Who publishes or activates, and through what. */
export interface Author {
  readonly actor: string;
  readonly surface: string;
}

export interface ActiveVersion extends PinnedPlaybook {
  readonly since: number;
  /** Who keeps it at this version, whatever the files say. */
  readonly pinnedBy: string | null;
}

export interface VersionFilter {
  readonly playbook?: string;
  readonly isActive?: boolean;
}

export interface VersionRecord extends PinnedPlaybook {
  readonly publishedAt: number;
  /** Nothing while new runs follow another version, or none. */
  readonly activeSince: number | null;
  /** Who keeps the playbook at it, whatever the files say. */
  readonly pinnedBy: string | null;
  /** How many runs were started on it. */
  readonly runs: number;
}
