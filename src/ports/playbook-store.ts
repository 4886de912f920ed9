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

  /** From this commit on, new runs follow these versions. Those withdrawn are started by nobody. */
  readonly activate: (choice: Choice, author: Author) => Promise<void>;

  /** What new runs follow, in the order of names. */
  readonly active: () => Promise<readonly ActiveVersion[]>;

  /** The text from which a version can be made again. */
  readonly content: (playbook: string, hash: string) => Promise<string | undefined>;

  /** By name, the newest first. */
  readonly versions: (filter: VersionFilter) => Promise<readonly VersionRecord[]>;
}

export interface NewVersion extends PinnedPlaybook {
  readonly content: string;
}

export interface Choice {
  readonly activate: readonly PinnedPlaybook[];
  readonly withdraw: readonly string[];
}

/** Who publishes or activates, and through what. */
export interface Author {
  readonly actor: string;
  readonly surface: string;
}

export interface ActiveVersion extends PinnedPlaybook {
  readonly since: number;
}

export interface VersionFilter {
  readonly playbook?: string;
  readonly isActive?: boolean;
}

export interface VersionRecord extends PinnedPlaybook {
  readonly publishedAt: number;
  /** Nothing while new runs follow another version, or none. */
  readonly activeSince: number | null;
  /** How many runs were started on it. */
  readonly runs: number;
}
