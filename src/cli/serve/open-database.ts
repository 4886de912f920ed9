import process from "node:process";
import { visible } from "../../document/visible.ts";
import type { Refusal } from "../../intake/api/refusal.ts";
import type { Address } from "../../integrations/postgres/connection.ts";
import { openDatabase as connect } from "../../integrations/postgres/database.ts";
import type { Log } from "../../integrations/postgres/embedded/log.ts";
import { startEmbedded } from "../../integrations/postgres/embedded/start.ts";
import { admit, type Admission, hasError } from "../../integrations/postgres/trust/admit.ts";
import { type EntranceRead, entranceAt } from "../../integrations/postgres/trust/entrance.ts";
import type { Identity } from "../../integrations/postgres/trust/identity.ts";
import {
  recordIdentity,
  recordRestore,
  type Recognised,
} from "../../integrations/postgres/trust/record-identity.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import { describeChecked, describeTurn } from "./describe-database.ts";
import { watchIdentity } from "./watch-identity.ts";

/** What a line is about, for whoever searches the log. */
export interface About {
  readonly run?: string;
  readonly step?: string;
}

/** Where what happens beside the work is said. */
export interface Remarks {
  readonly note: (what: string) => void;
  /** Told of what went wrong and was survived. */
  readonly warn: (what: string, error: unknown, about?: About) => void;
}

/** A database that can be trusted with runs, with all its tables. */
export interface ServedDatabase {
  readonly address: Address;
  /** No other process can use it. */
  readonly isOwn: boolean;
  /** Whether it is known which server answers: after a connection broke, it may be another. */
  readonly isKnown: () => boolean;
  /** To be told by whoever has a connection that breaks. */
  readonly onBroken: (error: Error) => void;
  readonly stop: () => Promise<void>;
}

export type OpenedDatabase =
  | { readonly ok: true; readonly database: ServedDatabase }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** What its keeper says of it. */
export interface Restore {
  /** It was put back from a backup, and what its runs did since is not in it. */
  readonly isRestored?: boolean;
}

/** The database that DATABASE_URL names, else one of our own, brought up to date. */
export async function openDatabase(
  dataDir: string,
  remarks: Remarks,
  restore: Restore = {},
): Promise<OpenedDatabase> {
  const app = namedBy("DATABASE_URL");
  if (app === undefined) return openOwn(dataDir, remarks, restore);
  const owner = namedBy("PITCREW_OWNER_DATABASE_URL");
  if (!app.ok || owner?.ok === false) {
    const misread = [app, owner].flatMap((read) => (read?.ok === false ? [read.objection] : []));
    return { ok: false, refusals: misread };
  }
  const ways = { app: app.entrance, owner: owner?.entrance, isOwn: false };
  return trust(ways, async () => undefined, remarks, restore);
}

function namedBy(variable: string): EntranceRead | undefined {
  const url = process.env[variable];
  return url === undefined || url === "" ? undefined : entranceAt(variable, url);
}

async function openOwn(
  dataDir: string,
  remarks: Remarks,
  restore: Restore,
): Promise<OpenedDatabase> {
  const started = await startEmbedded({ dataDir, log: passOn(remarks) });
  if (!started.ok) return { ok: false, refusals: [started.failure] };
  const { connection: address, stop } = started.server;
  const ways = { app: { place: dataDir, address }, owner: undefined, isOwn: true };
  let opened: OpenedDatabase | undefined;
  try {
    opened = await trust(ways, stop, remarks, restore);
    return opened;
  } finally {
    if (opened?.ok !== true) await stop();
  }
}

type Ways = Pick<Admission, "app" | "owner" | "isOwn">;

async function trust(
  ways: Ways,
  stop: () => Promise<void>,
  remarks: Remarks,
  { isRestored = false }: Restore,
): Promise<OpenedDatabase> {
  const tell = (error: Error): void => remarks.warn("A database connection broke", error);
  const { objections, tails } = await admit({ ...ways, clock, onBroken: tell });
  for (const { level, code, message, remedy } of objections) {
    if (level === "warning") remarks.note(visible(`${code} ${message}. ${remedy}`));
  }
  if (hasError(objections)) {
    return { ok: false, refusals: objections.filter(({ level }) => level === "error") };
  }
  remarks.note(describeChecked(tails));
  const { address } = ways.app;
  let seen: Identity | undefined;
  const look = async (wasRestored = false): Promise<Recognised> => {
    await using database = connect(address, { max: 1, onBroken: tell });
    const recognised = wasRestored
      ? await recordRestore(database)
      : await recordIdentity(database, seen);
    seen = recognised.now;
    return recognised;
  };
  const onSeen = (seen: Recognised): void => {
    const said = describeTurn(seen);
    if (said !== undefined) remarks.warn(...said);
  };
  const watch = watchIdentity({ look: () => look(), onSeen, clock, pauseMs: 1_000 });
  onSeen(await look(isRestored));
  return {
    ok: true,
    database: {
      address,
      isOwn: ways.isOwn,
      isKnown: watch.isSure,
      onBroken: (error) => {
        tell(error);
        watch.onBroken();
      },
      stop: async () => {
        watch.stop();
        await stop();
      },
    },
  };
}

/** What PostgreSQL says of its ordinary life is nothing to look after. */
function passOn({ warn }: Remarks): Log {
  return (message, facts) => {
    const said = Object.values(facts).join(" ");
    if (!said.includes(" LOG:  ")) warn(message, said);
  };
}
