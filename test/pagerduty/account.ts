import { randomBytes } from "node:crypto";

/** What PagerDuty keeps of one customer. */
export interface Account {
  readonly token: string;
  readonly services: Map<string, Service>;
  readonly incidents: Incident[];
  readonly changes: Change[];
  readonly users: readonly User[];
  /** Who is on call, by schedule. */
  readonly duty: Map<string, readonly User[]>;
}

export interface Service {
  readonly id: string;
  readonly routingKey: string;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface Incident {
  readonly id: string;
  readonly service: string;
  readonly key: string;
  readonly title: string;
  readonly severity: string;
  readonly details: unknown;
  readonly links: readonly unknown[];
  status: "triggered" | "acknowledged" | "resolved";
  /** How many triggers went into it. */
  triggers: number;
  readonly notes: string[];
}

export interface Change {
  readonly service: string;
  readonly summary: string;
}

export function makeAccount(services: readonly string[]): Account {
  const user = { id: "PADA123", name: "Ada Moreau", email: "ada@example.com" };
  return {
    token: `u+${randomBytes(9).toString("hex")}`,
    services: new Map(
      services.map((id) => [id, { id, routingKey: randomBytes(16).toString("hex") }]),
    ),
    incidents: [],
    changes: [],
    users: [user],
    duty: new Map([["PSCHED1", [user]]]),
  };
}

export function openIncident(
  { incidents }: Account,
  service: string,
  key: string,
): Incident | undefined {
  return incidents.find(
    (each) => each.service === service && each.key === key && each.status !== "resolved",
  );
}
