import { randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import { createApi } from "../../intake/api/create-api.ts";
import { hangBell, ringing } from "../../intake/api/desk/bell.ts";
import { openDesk } from "../../intake/api/desk/open-desk.ts";
import { type Answer, answer, refusalOf } from "../../intake/api/refusal.ts";
import { listen } from "../../intake/api/socket/listen.ts";
import { openRunStore } from "../../integrations/postgres/store/open-run-store.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import { openDatabase } from "./open-database.ts";
import { type EngineOptions, startEngine } from "./start-engine.ts";

export interface ServiceOptions extends EngineOptions {
  readonly dataDir: string;
}

export interface Service {
  readonly socket: string;
  /** Hears nobody new, and stops without losing anything. */
  readonly drain: () => Promise<void>;
}

const DATABASE_CONNECTIONS = 10;

/** Joins everything that carries runs out, and lets people in at last. */
export async function startService(options: ServiceOptions): Promise<Answer<Service>> {
  const { dataDir, library, warn } = options;
  const database = await openDatabase(dataDir, warn);
  if (!database.ok) return { ok: false, refusal: refusalOf(database.failure) };
  const onBroken = (error: Error): void => warn("A database connection broke", error);
  const opened = openRunStore(database.address, { connections: DATABASE_CONNECTIONS, onBroken });
  const bell = hangBell(clock);
  const store = ringing(opened.store, bell);
  const { dispatcher, drain } = startEngine(store, options);
  const stop = async (): Promise<void> => {
    await drain();
    await opened.close();
    await database.stop();
  };

  const needs = openDesk({ store, dispatcher, bell, library, newId: () => randomUUID() });
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
