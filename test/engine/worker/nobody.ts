import type { Needs } from "../../../src/engine/worker/perform.ts";

/** An outside in which nobody is asked for anything; a test puts in its own what it does ask for. */
export const NOBODY: Needs = {
  cluster: unwanted,
  commands: unwanted,
  http: unwanted,
  keys: unwanted,
  locks: unwanted,
  logs: unwanted,
  metrics: unwanted,
  queues: unwanted,
  silences: unwanted,
  sql: unwanted,
  tickets: unwanted,
};

function unwanted(connection: string): never {
  throw new Error(`nobody should have asked ${connection}`);
}
