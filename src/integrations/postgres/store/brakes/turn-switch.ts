import { sql, type Transaction } from "kysely";
import type { Author } from "../../../../ports/playbook-store.ts";
import type { NewSwitch, Scope, Switch, SwitchKind } from "../../../../ports/switches.ts";
import type { Schema } from "../../schema.ts";
import { lockAllChanges } from "./judge-demands.ts";
import { readSwitches } from "./read-switches.ts";
import { recordTurn } from "./record-turn.ts";

/** Waits for changes that are being meant; none that comes later misses it. */
export async function turnOn(
  transaction: Transaction<Schema>,
  wanted: NewSwitch,
  author: Author,
): Promise<Switch> {
  const { kind, scope, reason, inFlight, forMs } = wanted;
  await lockAllChanges(transaction);
  await end(transaction, kind, scope);
  await sql`
    insert into switches (kind, scope, by, reason, in_flight, until)
    values (
      ${kind}, ${scope}, ${author.actor}, ${reason}, ${inFlight},
      clock_timestamp() + ${forMs}::double precision * interval '1 millisecond'
    )
  `.execute(transaction);
  const found = (await readSwitches(transaction)).find(
    (one) => one.kind === kind && one.scope === scope,
  );
  if (found === undefined) throw new RangeError(`${kind} ${scope} was over before it began`);
  const { until } = found;
  const entry = {
    subject: `switch:${scope}`,
    kind: `${kind}_on`,
    body: { reason, inFlight, until },
  };
  await recordTurn(transaction, entry, author);
  return found;
}

export async function turnOff(
  transaction: Transaction<Schema>,
  kind: SwitchKind,
  scope: Scope,
  author: Author,
): Promise<boolean> {
  await lockAllChanges(transaction);
  if (!(await end(transaction, kind, scope))) return false;
  const entry = { subject: `switch:${scope}`, kind: `${kind}_off`, body: {} };
  await recordTurn(transaction, entry, author);
  return true;
}

/** Whether one was on. One whose time is over is ended as well, and was not. */
async function end(
  transaction: Transaction<Schema>,
  kind: SwitchKind,
  scope: Scope,
): Promise<boolean> {
  const { rows } = await sql<{ readonly was_on: boolean }>`
    update switches set ended_at = clock_timestamp()
    where kind = ${kind} and scope = ${scope} and ended_at is null
    returning until is null or until > ended_at as was_on
  `.execute(transaction);
  return rows.some(({ was_on }) => was_on);
}
