import { Connections } from "../../../src/config/connections.ts";
import { Directory } from "../../../src/config/directory.ts";
import type { World } from "../../../src/check/world.ts";
import { kinds } from "../../fixtures/kinds.ts";

/** A small company: one team of two, a channel, a service, and two systems. */
export const SMALL_WORLD: World = {
  kinds,
  directory: Directory.parse({
    format: 1,
    people: {
      ada: { name: "Ada", email: "ada@example.com" },
      ben: { name: "Ben", email: "ben@example.com" },
    },
    teams: { "team-payments": { members: { ada: ["approver"], ben: ["viewer"] } } },
    groups: { both: ["ada", "ben"] },
    channels: { incidents: "C0INCIDENT" },
    services: { payments: "PPAYMENTS" },
  }),
  connections: Connections.parse({
    format: 1,
    connections: {
      "queue-api": { type: "http", base_url: "https://queue.example.com" },
      "keyed-api": {
        type: "http",
        base_url: "https://keyed.example.com",
        idempotency_header: "Idempotency-Key",
      },
      metrics: { type: "prometheus", base_url: "https://metrics.example.com" },
    },
  }),
};
