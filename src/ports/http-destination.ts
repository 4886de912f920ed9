/** What an operator has said about one HTTP destination, with secrets still behind a door. */
export interface HttpDestination {
  /** `https://host[:port][/path]`, without a query. */
  readonly baseUrl: string;
  /** Headers of the connection, secrets among them; asked for each call, so a renewed secret is used at once. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  /** Address ranges such as `10.0.0.0/8` that are meant although they are not public. */
  readonly allowAddresses: readonly string[];
  /** The header under which the other side wants the key that makes a repeat harmless. */
  readonly idempotencyHeader?: string;
  /** Certificates in PEM that vouch for the other side, instead of those the system trusts. */
  readonly certificateAuthority?: string;
  readonly limits: HttpLimits;
}

/** Times in milliseconds. */
export interface HttpLimits {
  /** For one address: connection and TLS handshake. */
  readonly connect: number;
  /** From the request's last byte to the answer's first. */
  readonly answer: number;
  /** For everything, from looking up the name to the last byte of the answer. */
  readonly total: number;
  readonly responseBytes: number;
}

export const DEFAULT_LIMITS: HttpLimits = {
  connect: 3_000,
  answer: 10_000,
  total: 20_000,
  responseBytes: 1_048_576,
};
