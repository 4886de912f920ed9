import { randomUUID } from "node:crypto";
import { connectionOfType, type Connections } from "../../config/connections.ts";
import type { Settings } from "../../config/settings.ts";
import { brakeStart } from "../../engine/brakes/brake-start.ts";
import { measureIntake, measureMatching } from "../../engine/measure/alerts.ts";
import { startAsking } from "../../intake/alerts/ask-sources.ts";
import type { Matching } from "../../intake/alerts/match-alert.ts";
import { startMatcher } from "../../intake/alerts/matcher.ts";
import { rematchOnChange } from "../../intake/alerts/rematch.ts";
import { windowOf, windowsOf } from "../../intake/alerts/windows/window.ts";
import { type AlertDesk, openAlertDesk } from "../../intake/api/desk/alerts.ts";
import type { Mount } from "../../intake/http/create-http.ts";
import { createWebhooks } from "../../intake/webhook/create-webhooks.ts";
import { createAlertLister } from "../../integrations/alertmanager/list-alerts.ts";
import { openAlertStore } from "../../integrations/postgres/alerts/open-alert-store.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import type { AlertLister } from "../../ports/alerts/alert-lister.ts";
import type { Dispatcher } from "../../ports/dispatcher.ts";
import type { Measures } from "../../ports/measures.ts";
import type { RunStore } from "../../ports/run-store.ts";
import type { Starts } from "../../ports/starts.ts";
import { callEndpoint, callNothing } from "./call-endpoint.ts";
import { hideInQuestions } from "./hide-secrets.ts";
import { knownSecrets } from "./known-secrets.ts";
import type { ServedDatabase } from "./open-database.ts";
import type { PlaybookLibrary } from "./playbook-library.ts";
import { watchSources } from "./watch-sources.ts";
import { webhookSources } from "./webhook-sources.ts";

export interface IntakeOptions {
  readonly database: ServedDatabase;
  readonly settings: Settings;
  readonly connections: () => Connections | undefined;
  readonly library: Pick<PlaybookLibrary, "current" | "handsOn">;
  readonly store: RunStore;
  readonly dispatcher: Pick<Dispatcher, "wake">;
  readonly starts: Starts;
  readonly measures: Pick<Measures, "alertTaken" | "alertMatched">;
  readonly standingOf: Matching["standingOf"];
  readonly warn: (what: string, error: unknown) => void;
}

export interface ServedIntake {
  readonly mounts: readonly Mount[];
  readonly desk: AlertDesk;
  /** Takes what is on its way, and nothing new. */
  readonly stop: () => Promise<void>;
}

/** Everything between an alert and its run: takes it in, matches it, and asks for what was missed. */
export function openIntake(options: IntakeOptions): ServedIntake {
  const { database, settings, library, store, dispatcher, warn } = options;
  const alerts = openAlertStore(database.address, database.onBroken);
  const { book, windows, close } = alerts;
  const queue = measureMatching(alerts.queue, options.measures, clock);
  const intake = measureIntake(
    hideInQuestions(alerts.intake, knownSecrets.redaction),
    options.measures,
    clock,
  );
  const written = windowsOf(settings.windows);
  const brakeOn: Matching["brakeOn"] = (start) =>
    brakeStart(start, options.starts, settings.budgets);
  const matcher = startMatcher({
    queue,
    matching: {
      runs: store,
      dispatcher,
      brakeOn,
      standingOf: options.standingOf,
      handsOn: library.handsOn,
    },
    sceneAt: async (now) => ({
      now,
      entries: await library.current(),
      windows: [...written, ...(await windows.list()).map(windowOf)],
      policy: settings.policy,
    }),
    rematch: rematchOnChange(queue, library.current),
    clock,
    onTrouble: warn,
  });
  const asker = startAsking({
    sources: Object.entries(settings.sources).flatMap(([name, { alertmanager }]) =>
      alertmanager === undefined
        ? []
        : [
            {
              name,
              receiver: alertmanager.receiver,
              lister: listerOf(alertmanager.connection, options.connections),
            },
          ],
    ),
    intake,
    now: queue.now,
    newId: randomUUID,
    clock,
    onTaken: matcher.wake,
    onTrouble: warn,
  });
  const stopWatching = watchSources(
    settings.sources,
    { intake, now: queue.now, onTaken: matcher.wake },
    warn,
  );
  const app = createWebhooks({
    sourceOf: webhookSources(settings.sources, warn),
    intake,
    newId: randomUUID,
    onTaken: matcher.wake,
    onGap: asker.askNow,
    onThrown: (error) => warn("Alerts could not be stored", error),
  });
  return {
    mounts: [
      { path: "/webhooks/alertmanager/*", app },
      { path: "/webhooks/json/*", app },
    ],
    desk: openAlertDesk({ book, windows, written, now: clock.now }),
    stop: async () => {
      await Promise.all([matcher.stop(), asker.stop(), stopWatching()]);
      await close();
    },
  };
}

function listerOf(name: string, current: () => Connections | undefined): AlertLister {
  return {
    list: (receiver, signal) => {
      const connections = current();
      const connection = connections && connectionOfType(connections, name, ["alertmanager"]);
      const call =
        connection?.type === "alertmanager"
          ? callEndpoint(connection)
          : callNothing("alertmanager", name);
      return createAlertLister(call).list(receiver, signal);
    },
  };
}
