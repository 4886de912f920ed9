import { sql } from "kysely";
import type { Clock } from "../../../ports/clock.ts";
import { type Database, openDatabase } from "../database.ts";
import { migrate } from "../migrate.ts";
import type { Entrance } from "./entrance.ts";
import { readFacts } from "./facts.ts";
import { judgeFacts } from "./judge-facts.ts";
import { judgeRecord, type Tail } from "./judge-record.ts";
import { areApart, judgeGrants, judgeRoles, type Party } from "./judge-roles.ts";
import type { Objection } from "./objection.ts";
import { readTails } from "./read-tails.ts";
import { whyNotIn } from "./why-not-in.ts";

export interface Admission {
  readonly app: Entrance;
  /** Who makes the tables, when that is somebody else. */
  readonly owner: Entrance | undefined;
  /** Of a database that one process alone uses, nobody expects two roles. */
  readonly isOwn: boolean;
  readonly clock: Clock;
  readonly onBroken: (error: Error) => void;
}

export interface Admitted {
  /** Any error among them, and nothing may be trusted to the database. */
  readonly objections: readonly Objection[];
  /** The part of the record that was looked at. */
  readonly tails: readonly Tail[];
}

/**
 * Looks at a database before it is trusted with runs. All that speaks against the server is told
 * at once; only where nothing does, the tables are brought up to date, and the record in them is
 * looked at as well.
 */
export async function admit(admission: Admission): Promise<Admitted> {
  const { app, owner, isOwn, clock, onBroken } = admission;
  await using serving = openDatabase(app.address, { max: 1, onBroken });
  await using owning = owner && openDatabase(owner.address, { max: 1, onBroken });
  const [service, keeper] = await Promise.all([
    meet(app.place, serving, clock),
    owner && owning && meet(owner.place, owning, clock),
  ]);
  const first = judgeMeetings(service, keeper, isOwn);
  if (service.is === "kept_out" || hasError(first)) return { objections: first, tails: [] };

  const isApart = keeper?.is === "met" && areApart(service.party, keeper.party);
  await migrate((owner ?? app).address, {
    onBroken,
    ...(isApart && { appRole: service.party.facts.role }),
  });
  const tails = await readTails(owning ?? serving);
  const second = [
    ...judgeRecord((owner ?? app).place, tails),
    ...(isApart ? judgeGrants(app.place, await readFacts(serving, clock)) : []),
  ];
  return { objections: [...first, ...second], tails };
}

export function hasError(objections: readonly Objection[]): boolean {
  return objections.some(({ level }) => level === "error");
}

type Meeting =
  | { readonly is: "met"; readonly party: Party }
  | { readonly is: "kept_out"; readonly objection: Objection };

async function meet(place: string, database: Database, clock: Clock): Promise<Meeting> {
  try {
    await sql`select`.execute(database);
  } catch (error) {
    return { is: "kept_out", objection: whyNotIn(place, error) };
  }
  return { is: "met", party: { place, facts: await readFacts(database, clock) } };
}

function judgeMeetings(
  service: Meeting,
  keeper: Meeting | undefined,
  isOwn: boolean,
): readonly Objection[] {
  const keptOut = [service, keeper].flatMap((meeting) =>
    meeting?.is === "kept_out" ? [meeting.objection] : [],
  );
  if (service.is === "kept_out") return keptOut;
  const { party } = service;
  const about = judgeFacts(party.place, party.facts);
  if (isOwn || keeper?.is === "kept_out") return [...keptOut, ...about];
  return [...about, ...judgeRoles(party, keeper?.party)];
}
