import { inParallel, spread } from "../service/figures.ts";
import { startedBy, useOf } from "../service/process-use.ts";

export interface Race {
  readonly atOnce: number;
  readonly rounds: number;
}

export interface Runner {
  /** Pieces of work in one round. */
  readonly count: number;
  /** Units in one piece. */
  readonly each: number;
  readonly work: () => Promise<unknown>;
}

/** What one round showed. */
interface Lap {
  readonly perSecond: number;
  /** On the processors, by this process and all that it has started, for one unit. */
  readonly cpuMs: number;
}

export type Laps = readonly Lap[];

/** Lets all of them work in each round, one after the other, so that they share good and bad times. */
export async function inRounds<Name extends string>(
  { atOnce, rounds }: Race,
  runners: Readonly<Record<Name, Runner>>,
): Promise<Readonly<Record<Name, Laps>>> {
  // `Object.keys` forgets which keys it saw.
  const names = Object.keys(runners) as Name[];
  const laps = new Map(names.map((name): [Name, Lap[]] => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const lap = await runLap(atOnce, runners[name]);
      // The first round fills caches and prepares statements.
      if (round > 0) laps.get(name)?.push(lap);
    }
  }
  return Object.fromEntries(laps) as Record<Name, Lap[]>; // each name has its list
}

async function runLap(atOnce: number, { count, each, work }: Runner): Promise<Lap> {
  const [usedBefore, began] = [await cpuUsed(), performance.now()];
  await inParallel(count, atOnce, work);
  const [took, used] = [performance.now() - began, (await cpuUsed()) - usedBefore];
  return { perSecond: (count * each * 1_000) / took, cpuMs: used / (count * each) };
}

async function cpuUsed(): Promise<number> {
  const uses = await Promise.all([process.pid, ...(await startedBy(process.pid))].map(useOf));
  return uses.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

export function pace(name: string, laps: Laps): string {
  const [paces, costs] = [laps.map(({ perSecond }) => perSecond), laps.map(({ cpuMs }) => cpuMs)];
  return `${name.padEnd(30)} ${spread(paces)} per second, ${spread(costs, 2)} ms of processor each`;
}

/** One beside another, round by round. */
export function ratio(name: string, laps: Laps, others: Laps): string {
  const shares = (part: keyof Lap): readonly number[] =>
    laps.map((lap, round) => lap[part] / (others[round]?.[part] ?? Number.NaN));
  const [paces, costs] = [shares("perSecond"), shares("cpuMs")];
  return `${name}: ${spread(paces, 2)} of the pace at ${spread(costs, 2)} times the processor time`;
}
