import type { Client } from "pg";
import type { Program } from "../../../src/playbook/program.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import type { RecordedAsk, RecordedIntent, RunHistory } from "./history.ts";

/** What an experiment knows of a run without asking the product. */
export interface Known {
  readonly id: string;
  readonly program: Program;
  readonly quorums?: RunHistory["quorums"];
}

/** Reads all that the record holds of a run. */
export async function readRun(
  store: Pick<RunStore, "get" | "history">,
  database: Pick<Client, "query">,
  { id, program, quorums = {} }: Known,
): Promise<RunHistory> {
  const record = await store.get(id);
  if (record === undefined) throw new Error(`there is no run ${id}`);
  const events = await store.history(id);
  const intents = await database.query<RecordedIntent>(INTENTS, [id]);
  const asked = await database.query<{ readonly body: string }>(ASKED, [id]);
  // Only the store writes to the outbox, and only effects of the machine.
  const asks = asked.rows.map(({ body }) => JSON.parse(body) as RecordedAsk);
  return { record, program, events, intents: intents.rows, asked: asks, quorums };
}

const INTENTS = `
  select step, item, phase, attempt, key, effect_class as effect, digest, outcome,
    epoch::float8 as epoch, (extract(epoch from at) * 1000)::float8 as at
  from intents
  where run_id = $1
  order by intents.at, step, item, phase, attempt
`;

const ASKED = `
  select body::text as body from outbox where run_id = $1 and kind = 'ask_approval' order by id
`;
