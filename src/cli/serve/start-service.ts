import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import type { Connections } from "../../config/connections.ts";
import { createApi } from "../../intake/api/create-api.ts";
import { hangBell, ringing } from "../../intake/api/desk/bell.ts";
import { openDesk } from "../../intake/api/desk/open-desk.ts";
import { type Answer, answer } from "../../intake/api/refusal.ts";
import { listen } from "../../intake/api/socket/listen.ts";
import { openMetrics } from "../../integrations/prometheus/open-metrics.ts";
import { openRunStore } from "../../integrations/postgres/store/open-run-store.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import { systemMemory } from "../../integrations/system/memory.ts";
import { giveMemoryBack } from "./give-memory-back.ts";
import type { ServedDatabase } from "./open-database.ts";
import { openOutside } from "./outside.ts";
import { redisUrl } from "./redis-url.ts";
import { type EngineOptions, startEngine } from "./start-engine.ts";

export interface ServiceOptions extends Omit<EngineOptions, "redisUrl" | "measures" | "needs"> {
  readonly connections: () => Connections | undefined;
  readonly dataDir: string;
  readonly database: ServedDatabase;
}

export interface Service {
  readonly socket: string;
  /** Hears nobody new, and stops without losing anything. */
  readonly drain: () => Promise<void>;
}

const DATABASE_CONNECTIONS = 10;

/** Joins everything that carries runs out, and lets people in at last. */
export async function startService(options: ServiceOptions): Promise<Answer<Service>> {
  const { dataDir, database, library, warn } = options;
  const redis = redisUrl();
  if (!redis.ok) return redis;
  const { address, onBroken } = database;
  const opened = openRunStore(address, { connections: DATABASE_CONNECTIONS, onBroken });
  if (database.isOwn) await opened.endClaims();
  const bell = hangBell(clock);
  const store = ringing(opened.store, bell);
  const { measures, read: readMetrics } = openMetrics();
  const outside = openOutside(options.connections);
  const { dispatcher, drain } = await startEngine(store, {
    ...options,
    needs: outside.needs,
    redisUrl: redis.value,
    measures,
  });
  const stopGivingBack = giveMemoryBack(systemMemory, clock);
  const stop = async (): Promise<void> => {
    stopGivingBack();
    await drain();
    outside.close();
    await opened.close();
  };

  const newId = (): string => randomUUID();
  const needs = openDesk({
    store,
    dispatcher,
    bell,
    library,
    outside: outside.needs,
    newId,
    readMetrics,
  });
  const onThrown = (error: unknown): void => warn("A request broke off", error);
  // Whoever may open the socket is the user of this process.
  const caller = { actor: userInfo().username, surface: "cli" };
  const listening = await listen(createApi(needs, { caller, onThrown }), dataDir);
  if (!listening.ok) {
    await stop();
    return listening;
  }
  const { path: socket, close } = listening.value;
  return answer({
    socket,
    drain: async () => {
      await close();
      await stop();
    },
  });
}
