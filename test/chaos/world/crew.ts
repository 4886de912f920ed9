import { setTimeout as pause } from "node:timers/promises";
import type { Order, Report, Tenure } from "../replica/order.ts";
import type { NewSettings } from "../replica/settings.ts";
import { type Exit, type Replica, startReplica } from "../replica/start-replica.ts";

export interface CrewOptions {
  readonly program: string;
  readonly size: number;
  readonly settings: (name: string) => NewSettings;
}

/** So many replicas at any time: whoever dies is replaced at once. */
export interface Crew {
  /** Those that work and do not stand still. */
  readonly fit: () => readonly Replica[];
  /** Settles when every place is taken by one that works; throws when none can even start. */
  readonly complete: () => Promise<void>;
  /** Has it carried out, by this replica if it can, otherwise by whoever does. */
  readonly ask: (order: Order, first?: Replica) => Promise<string>;
  readonly kill: (replica: Replica) => Promise<Exit>;
  readonly freeze: (replica: Replica) => void;
  readonly thaw: (replica: Replica) => void;
  /** Resolves with the next report of this sort. */
  readonly next: (is: (report: Report) => boolean) => Promise<Report>;
  readonly isAnyFrozen: () => boolean;
  readonly tenures: readonly Tenure[];
  /** Told of each that was killed. */
  readonly onDeath: (tell: (exit: Exit) => void) => void;
  /** Replicas that ended by themselves, in words. */
  readonly exits: readonly string[];
  readonly stop: () => Promise<void>;
}

export function gatherCrew({ program, size, settings }: CrewOptions): Crew {
  const places = new Map<number, { readonly replica: Replica; isReady: boolean }>();
  const frozen = new Set<string>();
  const listeners = new Set<(report: Report) => void>();
  const tenures: Tenure[] = [];
  const exits: string[] = [];
  let mourn = (_exit: Exit): void => undefined;
  let started = 0;
  let unfit: Error | undefined;
  let isOver = false;

  function fill(place: number): void {
    const name = `replica-${++started}`;
    const replica = startReplica(program, settings(name), (report) => hear(report, name));
    const taken = { replica, isReady: false };
    places.set(place, taken);
    void replica.ready.then(
      () => (taken.isReady = true),
      () => undefined,
    );
    void replica.exited.then((exit) => {
      frozen.delete(name);
      places.delete(place);
      if (isOver) return;
      if (exit.signal !== undefined) mourn(exit);
      else if (taken.isReady) exits.push(describe(exit));
      else unfit = new Error(describe(exit));
      if (unfit === undefined) fill(place);
    });
  }

  function hear(report: Report, name: string): void {
    switch (report.is) {
      case "claimed":
      case "wrote":
      case "refused":
      case "gave_back":
        tenures.push(report);
        break;
      case "ready":
      case "done":
      case "failed":
      case "struck":
      case "trouble":
    }
    if (report.is === "struck" && report.trap.signal === "SIGSTOP") frozen.add(name);
    for (const listener of listeners) listener(report);
  }

  function fit(): readonly Replica[] {
    const ready = [...places.values()].filter(({ isReady }) => isReady);
    return ready.map(({ replica }) => replica).filter(({ name }) => !frozen.has(name));
  }

  async function ask(order: Order, first?: Replica): Promise<string> {
    for (let tries = 0; ; tries++) {
      if (unfit !== undefined) throw unfit;
      const able = fit();
      const preferred = able.find((replica) => tries === 0 && replica === first);
      const replica = preferred ?? able[tries % Math.max(1, able.length)];
      try {
        if (replica !== undefined) return await replica.ask(order);
      } catch (error) {
        if (isOver) throw error;
      }
      if (isOver) throw new Error("the experiment is over");
      await pause(BREATH_MS);
    }
  }

  for (let place = 0; place < size; place++) fill(place);
  return {
    fit,
    complete: async () => {
      while (fit().length < size) {
        if (unfit !== undefined) throw unfit;
        await pause(BREATH_MS);
      }
    },
    ask,
    kill: async (replica) => {
      replica.signal("SIGKILL");
      return replica.exited;
    },
    freeze: (replica) => {
      frozen.add(replica.name);
      replica.signal("SIGSTOP");
    },
    thaw: (replica) => {
      frozen.delete(replica.name);
      replica.signal("SIGCONT");
    },
    next: (is) =>
      new Promise((resolve) => {
        const listener = (report: Report): void => {
          if (!is(report)) return;
          listeners.delete(listener);
          resolve(report);
        };
        listeners.add(listener);
      }),
    onDeath: (tell) => {
      mourn = tell;
    },
    isAnyFrozen: () => frozen.size > 0,
    tenures,
    exits,
    stop: async () => {
      isOver = true;
      const all = [...places.values()].map(({ replica }) => replica);
      for (const replica of all) replica.signal("SIGKILL");
      await Promise.all(all.map(({ exited }) => exited));
    },
  };
}

const BREATH_MS = 20;

function describe({ replica, code, said }: Exit): string {
  return `${replica} ended by itself with ${code}: ${said.slice(-500)}`;
}
