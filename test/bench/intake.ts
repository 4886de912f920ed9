// Prints how many alerts the intake takes per second, from the body of a request to its commit and
// without the network, beside the floor under it: bare inserts of the same rows into the same kind of
// table, as many to a commit, on the same server and in the same minute.

import { randomUUID } from "node:crypto";
import { createWebhooks } from "../../src/intake/webhook/create-webhooks.ts";
import { openAlertStore } from "../../src/integrations/postgres/alerts/open-alert-store.ts";
import { groupOf, manyAlerts } from "./service/many-alerts.ts";
import { inRounds, pace, ratio } from "./pace/in-rounds.ts";
import { openBenchStore } from "./pace/open-store.ts";

const AT_ONCE = 16;
const ROUNDS = 5;
const LARGE = { alerts: 100, groups: 50 };
const SINGLE = 500;
const TOKEN = "a-token-for-the-bench";

const { address, pool, close } = await openBenchStore(AT_ONCE);
await pool.query("create table bare (like occurrences including all)");
const alerts = openAlertStore(address, (error) => console.error(error.message));
const webhooks = createWebhooks({
  sourceOf: async (name) => ({ name, tokens: [TOKEN], heartbeat: null, mapping: null }),
  intake: alerts.intake,
  newId: randomUUID,
  onTaken: () => undefined,
  onGap: () => undefined,
  onThrown: (error) => console.error(error),
});

const laps = await inRounds(
  { atOnce: AT_ONCE, rounds: ROUNDS },
  {
    bareLarge: { count: LARGE.groups, each: LARGE.alerts, work: () => insert(LARGE.alerts) },
    large: { count: LARGE.groups, each: LARGE.alerts, work: () => post(LARGE.alerts) },
    bareSingle: { count: SINGLE, each: 1, work: () => insert(1) },
    single: { count: SINGLE, each: 1, work: () => post(1) },
  },
);
await alerts.close();
await close();
console.log(`${AT_ONCE} at once, ${ROUNDS} rounds, median [lowest-highest]`);
console.log(pace("bare inserts, 100 to a commit", laps.bareLarge));
console.log(pace("alerts, 100 to a group", laps.large));
console.log(ratio("groups of 100, beside the floor", laps.large, laps.bareLarge));
console.log(pace("bare inserts, one by one", laps.bareSingle));
console.log(pace("alerts, one by one", laps.single));
console.log(ratio("one by one, beside the floor", laps.single, laps.bareSingle));

async function post(count: number): Promise<void> {
  const body = groupOf(manyAlerts(count));
  const answer = await webhooks.request("/webhooks/alertmanager/bench", {
    method: "POST",
    body,
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
  });
  if (answer.status !== 200) throw new Error(await answer.text());
}

function insert(count: number): Promise<unknown> {
  const rows = manyAlerts(count);
  return pool.query({
    name: "bare",
    text: `insert into bare (id, source, fingerprint, labels, annotations, starts_at)
      select * from unnest($1::uuid[], $2::text[], $3::text[], $4::json[], $5::json[], $6::timestamptz[])`,
    values: [
      rows.map(() => randomUUID()),
      rows.map(() => "bench"),
      rows.map(({ fingerprint }) => fingerprint),
      rows.map(({ labels }) => JSON.stringify(labels)),
      rows.map(({ annotations }) => JSON.stringify(annotations)),
      rows.map(({ startsAt }) => startsAt),
    ],
  });
}
