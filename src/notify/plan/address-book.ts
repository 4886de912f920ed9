/** Where people are told, in the words of their chat, and in which zone they read the time. */
export interface AddressBook {
  readonly zone: string;
  /** The channel in which runs of this owner are shown; null when there is none. */
  readonly channelOf: (owner: string) => string | null;
  /** The channel behind what playbooks write as a destination; null when that is none. */
  readonly channelFor: (destination: string) => string | null;
  /** The accounts of the people behind these names of people, teams and groups. */
  readonly accountsOf: (names: readonly string[]) => readonly string[];
  /** A person as people call them. */
  readonly nameOf: (person: string) => string;
  /** The page of a run; null while nothing can be opened in a browser. */
  readonly linkTo: (run: string) => string | null;
}
