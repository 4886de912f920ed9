/** What an operator has said about one Redis, with its secrets read. */
export interface RedisServer {
  /** `redis://`, `rediss://` or the path of a socket. */
  readonly url: string;
  /** Certificates in PEM that vouch for the other side, instead of those the system trusts. */
  readonly certificateAuthority?: string;
  readonly commandMs: number;
}
