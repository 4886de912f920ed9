import type { PagerAnswer } from "../../ports/pager.ts";

/**
 * What an operator has said about PagerDuty. Asked for each call, so that a renewed secret is used
 * at once.
 */
export interface PagerDutyAccount {
  /** Each `host` or `host:port`; always spoken to over TLS. */
  readonly hosts: { readonly events: string; readonly api: string };
  /** Certificates in PEM that vouch for these hosts, instead of those the system trusts. */
  readonly certificateAuthority: () => Promise<Known<string | undefined>>;
  /** What a service's events are sent under. */
  readonly routingKey: (service: string) => Promise<Known<string>>;
  /** PagerDuty's id of a service of directory.yaml. */
  readonly serviceId: (service: string) => Known<string>;
  /** PagerDuty's id of a schedule of directory.yaml. */
  readonly scheduleId: (schedule: string) => Known<string>;
  readonly credentials: () => Promise<Known<Credentials>>;
}

export interface Credentials {
  readonly token: string;
  /** The email address in whose name notes are written; only the token of a person goes without. */
  readonly from: string | undefined;
}

export type Known<Value> = Exclude<PagerAnswer<Value>, { is: "later" }>;
