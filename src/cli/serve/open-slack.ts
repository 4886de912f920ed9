import type { RequestListener } from "node:http";
import type { Access } from "../../access/authorize.ts";
import type { Settings } from "../../config/settings.ts";
import { sleep } from "../../engine/sleep.ts";
import type { ApiNeeds } from "../../intake/api/needs.ts";
import { openApp, type SlackApp } from "../../integrations/slack/app/open-app.ts";
import { SLACK_PATH } from "../../integrations/slack/app/slack-path.ts";
import { createChat } from "../../integrations/slack/web/chat.ts";
import { patientClient } from "../../integrations/slack/web/client.ts";
import { openMessageStore } from "../../integrations/postgres/outbox/open-message-store.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import { bookOf } from "../../notify/plan/directory-book.ts";
import { tellPeople } from "../../notify/tell-people.ts";
import type { RunStore } from "../../ports/run-store.ts";
import { openDrills } from "./open-drills.ts";
import { hideInQuestions } from "./hide-secrets.ts";
import { knownSecrets } from "./known-secrets.ts";
import type { ServedDatabase } from "./open-database.ts";
import type { PlaybookLibrary } from "./playbook-library.ts";
import type { SlackDoor } from "./slack-door.ts";

export interface SlackOptions {
  /** Unique among all processes. */
  readonly name: string;
  /** Nothing where people do not use Slack. */
  readonly door: SlackDoor | undefined;
  readonly desk: ApiNeeds;
  readonly database: ServedDatabase;
  readonly store: RunStore;
  readonly library: Pick<PlaybookLibrary, "programOf">;
  readonly access: () => Access;
  readonly settings: Settings;
  readonly dataDir: string;
  readonly warn: (what: string, error: unknown) => void;
}

export interface ServedSlack {
  readonly listeners: ReadonlyMap<string, RequestListener>;
  readonly stop: () => Promise<void>;
}

/** Tells people in Slack what happens, and hears what they want. Nothing else waits for it. */
export function openSlack(options: SlackOptions): ServedSlack {
  const { name, door, desk, database, store, library, access, settings, dataDir, warn } = options;
  if (door === undefined) return { listeners: new Map(), stop: async () => undefined };
  const address = { token: door.token, apiUrl: settings.slack.api_url };
  const { store: messages, wishes, close } = openMessageStore(database.address, database.onBroken);
  const book = () =>
    bookOf(access(), {
      channel: settings.slack.channel ?? null,
      publicUrl: settings.server.public_url ?? null,
    });
  const stopping = new AbortController();
  const told = tellPeople(
    {
      teller: name,
      messages: hideInQuestions(messages, knownSecrets.redaction),
      runs: store,
      programOf: library.programOf,
      book,
      chat: createChat(patientClient(address)),
      clock,
      onTrouble: warn,
    },
    stopping.signal,
  );
  const drills = openDrills(dataDir);
  const needs = { desk, access, wishes, drills, clock, book, onTrouble: warn };
  const app = openApp(address, door.way, needs);
  const connected = connect(app, warn, stopping.signal);
  return {
    listeners: new Map(app.listener === null ? [] : [[SLACK_PATH, app.listener]]),
    stop: async () => {
      stopping.abort();
      await app.stop().catch((error: unknown) => warn("Slack was not left in order", error));
      await Promise.all([told, connected, drills.stop()]);
      await close();
    },
  };
}

const AGAIN_MS = 30_000;

/** Slack may be away when we start; everything else goes on meanwhile. */
async function connect(
  app: SlackApp,
  warn: SlackOptions["warn"],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      return await app.start();
    } catch (error) {
      warn("Slack cannot be reached to hear people", error);
      await sleep(clock, AGAIN_MS, signal);
    }
  }
}
