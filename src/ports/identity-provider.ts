/** Somebody else who says who people are, and to whom their browsers are sent. */
export interface IdentityProvider {
  /** Where to send a browser that shall come back to this address, and what to remember for it. */
  readonly begin: (backTo: string) => Promise<Begun>;
  /** Who came back, from the address that they came back to. */
  readonly finish: (cameTo: URL, remembered: Remembered) => Promise<Finished>;
}

export interface Begun {
  readonly url: string;
  readonly remembered: Remembered;
}

/** Known to this one browser only, for the minutes that it is away. */
export interface Remembered {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export type Finished =
  | { readonly is: "known"; readonly email: string }
  /** With the reason, for the person. */
  | { readonly is: "refused"; readonly because: string };
