import type { Author } from "./playbook-store.ts";

/** Who is signed in. Only digests of what their browsers hold are kept; each change is on record. */
export interface Sessions {
  readonly begin: (session: NewSession, author: Author) => Promise<void>;
  /** Nobody once it is over. */
  readonly personOf: (digest: Uint8Array) => Promise<string | undefined>;
  readonly end: (digest: Uint8Array, author: Author) => Promise<void>;
}

export interface NewSession {
  readonly digest: Uint8Array;
  readonly person: string;
  /** How they showed who they are. */
  readonly way: "link" | "openid";
  readonly livesMs: number;
}
