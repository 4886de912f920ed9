import type { Starts } from "../../../../ports/starts.ts";
import type { Switches } from "../../../../ports/switches.ts";
import type { Address } from "../../connection.ts";
import { openDatabase } from "../../database.ts";
import { shareStatements } from "../share-statements.ts";
import { type Asking, askToStart } from "./ask-to-start.ts";
import { holdTarget, readHolds, releaseTarget } from "./hold-target.ts";
import { readSwitches } from "./read-switches.ts";
import { turnOff, turnOn } from "./turn-switch.ts";

export interface OpenBrakes {
  readonly switches: Switches;
  readonly starts: Starts;
  readonly close: () => Promise<void>;
}

/** What holds runs back, in PostgreSQL beside them. */
export function openBrakes(address: Address, onBroken: (error: Error) => void): OpenBrakes {
  const database = openDatabase(address, { max: 2, onBroken });
  const transaction = () => database.transaction();
  const ask = shareStatements({
    answerAll: (askings: readonly Asking[]) =>
      transaction().execute((trx) => askToStart(trx, askings)),
    names: ({ start: { run } }) => [run],
    // The other connection is for people who hold something back.
    atOnce: 1,
  });
  return {
    switches: {
      on: () => readSwitches(database),
      turnOn: (wanted, author) => transaction().execute((trx) => turnOn(trx, wanted, author)),
      turnOff: (kind, scope, author) =>
        transaction().execute((trx) => turnOff(trx, kind, scope, author)),
      holds: () => readHolds(database),
      hold: (target, wanted, author) =>
        transaction().execute((trx) => holdTarget(trx, target, wanted, author)),
      release: (target, author) =>
        transaction().execute((trx) => releaseTarget(trx, target, author)),
    },
    starts: {
      ask: (start, decide) => ask({ start, decide }),
    },
    close: () => database.destroy(),
  };
}
