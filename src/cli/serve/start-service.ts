import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import process from "node:process";
import packageJson from "../../../package.json" with { type: "json" };
import type { Access } from "../../access/authorize.ts";
import type { Connections } from "../../config/connections.ts";
import type { Settings } from "../../config/settings.ts";
import { together } from "../../engine/measure/together.ts";
import { measureRuns } from "../../engine/measure/runs.ts";
import { hangBell, ringing } from "../../intake/api/desk/bell.ts";
import { openAutonomyDesk } from "../../intake/api/desk/autonomy.ts";
import { openDesk } from "../../intake/api/desk/open-desk.ts";
import { openPlaybookDesk } from "../../intake/api/desk/playbooks.ts";
import type { PlaybookDesk } from "../../intake/api/playbook-desk.ts";
import { type Answer, answer } from "../../intake/api/refusal.ts";
import { openMetrics } from "../../integrations/prometheus/open-metrics.ts";
import { openRunStore } from "../../integrations/postgres/store/open-run-store.ts";
import { openFigures } from "../../integrations/postgres/figures/open-figures.ts";
import { openUpkeep } from "../../integrations/postgres/upkeep/open-upkeep.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import { systemMemory } from "../../integrations/system/memory.ts";
import type { PlaybookStore } from "../../ports/playbook-store.ts";
import { giveMemoryBack } from "./give-memory-back.ts";
import { keepPresent } from "./keep-present.ts";
import { openAutonomy } from "./open-autonomy.ts";
import { openBraking } from "./open-braking.ts";
import type { ServedDatabase } from "./open-database.ts";
import { openReception } from "./open-reception.ts";
import { hideInAnswers, hideInQuestions } from "./hide-secrets.ts";
import { knownSecrets } from "./known-secrets.ts";
import { openAudit } from "./open-audit.ts";
import { openIntake } from "./open-intake.ts";
import { openDuty } from "./open-duty.ts";
import { openDrillSchedule } from "./open-drill-schedule.ts";
import { openHousekeeping } from "./open-housekeeping.ts";
import { openHeartbeat } from "./open-heartbeat.ts";
import { openOutside } from "./outside.ts";
import { openPagerDutyWebhook } from "./open-pagerduty-webhook.ts";
import { openPaging } from "./open-paging.ts";
import { openTracing } from "./open-tracing.ts";
import { openSchedules } from "./open-schedules.ts";
import { openSlack } from "./open-slack.ts";
import { readDrills } from "./read-drills.ts";
import { redisUrl } from "./redis-url.ts";
import type { Role } from "./role.ts";
import { slackDoor } from "./slack-door.ts";
import { type EngineOptions, startEngine } from "./start-engine.ts";

export interface ServiceOptions extends Omit<
  EngineOptions,
  | "name"
  | "redisUrl"
  | "measures"
  | "needs"
  | "budgets"
  | "carriesOut"
  | "traceparent"
  | "isDatabaseKnown"
> {
  readonly connections: () => Connections | undefined;
  readonly access: () => Access;
  readonly settings: Settings;
  readonly playbooks: PlaybookStore;
  readonly reload: PlaybookDesk["reload"];
  readonly dataDir: string;
  /** Where the playbooks are. */
  readonly folder: string;
  readonly database: ServedDatabase;
  readonly role: Role;
}

export interface Service {
  /** Where people and programs find it. */
  readonly addresses: readonly string[];
  /** Of the one for everything over HTTP. */
  readonly url: string;
  /** Hears nobody new, and stops without losing anything. */
  readonly drain: () => Promise<void>;
}

const DATABASE_CONNECTIONS = 10;

/** Joins everything that carries runs out, and lets people in at last. */
export async function startService(given: ServiceOptions): Promise<Answer<Service>> {
  const { database, library, settings, role, warn } = given;
  const redis = redisUrl();
  if (!redis.ok) return redis;
  const door = slackDoor();
  if (!door.ok) return door;
  const { address, onBroken } = database;
  const { redaction } = knownSecrets;
  const audited = await openAudit({ ...given, settings: settings.audit });
  if (!audited.ok) return audited;
  const audit = audited.value;
  const duty = openDuty(given);
  const { access } = duty;
  const options: ServiceOptions = { ...given, access };
  const { budgets } = settings;
  const opened = openRunStore(address, { connections: DATABASE_CONNECTIONS, onBroken, budgets });
  if (database.isOwn) await opened.endClaims();
  const bell = hangBell(clock);
  const { upkeep, close: closeUpkeep } = openUpkeep(address, onBroken);
  const name = `${hostname()}-${process.pid}-${randomUUID()}`;
  const tracing = await openTracing(name, packageJson.version, redaction);
  const { measures: noted, read: readMetrics } = openMetrics({
    version: packageJson.version,
    census: upkeep.census,
    monotonic: clock.monotonic,
    pointTo: tracing.pointTo,
  });
  const measures = together(noted, tracing.measures);
  const store = measureRuns(ringing(hideInQuestions(opened.store, redaction), bell), measures);
  const outside = openOutside(options.connections);
  const braking = await openBraking(options);
  const autonomy = openAutonomy(database, settings);
  const { dispatcher, troubles, drain } = await startEngine(store, {
    isDatabaseKnown: database.isKnown,
    ...options,
    name,
    budgets,
    carriesOut: role !== "web",
    needs: outside.needs,
    redisUrl: redis.value,
    measures,
    traceparent: tracing.traceparent,
  });
  const paging = openPaging({ ...options, store });
  const pagerDuty = openPagerDutyWebhook({ ...options, store, paging });
  const housekeeping = openHousekeeping({ ...options, measures });
  const drills = openDrillSchedule({ ...options, ...autonomy });
  const chores = [housekeeping.chore, ...drills.chores];
  const schedules = openSchedules({ ...options, chores });
  const alerts = openIntake({
    ...options,
    ...autonomy,
    store,
    dispatcher,
    measures,
    starts: braking.starts,
  });
  const reception = openReception(options);
  const { figures, close: closeFigures } = openFigures(address, onBroken);
  const { leave } = keepPresent({ name, version: packageJson.version }, upkeep, warn);
  const stopGivingBack = giveMemoryBack(systemMemory, clock);
  const stop = async (): Promise<void> => {
    stopGivingBack();
    await alerts.stop();
    await duty.stop();
    await drills.stop();
    await housekeeping.stop();
    await schedules.stop();
    await pagerDuty.stop();
    await drain();
    await leave();
    await paging.stop();
    await tracing.stop();
    outside.close();
    await audit.stop();
    await Promise.all([
      opened.close(),
      braking.stop(),
      reception.close(),
      closeUpkeep(),
      closeFigures(),
      autonomy.close(),
    ]);
  };

  const newId = (): string => randomUUID();
  const desk = openDesk({
    store,
    dispatcher,
    bell,
    library,
    access,
    policy: settings.policy,
    outside: outside.needs,
    newId,
    engineTroubles: troubles,
    switches: braking.switches,
    alerts: alerts.desk,
    schedules: schedules.desk,
    housekeeping: housekeeping.desk,
    unpaged: paging.desk.unpaged,
    paging: { ask: paging.desk.ask, serviceOf: paging.serviceOf },
    activation: openPlaybookDesk({
      store: options.playbooks,
      library,
      access,
      settings: settings.playbooks,
      reload: options.reload,
    }),
    autonomy: openAutonomyDesk({ ...options, ...autonomy, policy: settings.policy }),
    standingOf: autonomy.standingOf,
    keys: reception.keys,
    answers: reception.answers,
    upkeep,
    figures,
    drills: () => readDrills(options.dataDir),
    version: packageJson.version,
    audit: { key: audit.key, record: audit.reader, now: clock.now },
    readMetrics,
  });
  const needs = hideInAnswers(hideInQuestions(desk, redaction), redaction);
  pagerDuty.begin(needs.start);
  const stopHeartbeat = openHeartbeat(settings, needs.troubles, warn);
  await schedules.begin(needs.start);
  const isHeard = role !== "worker";
  const slackWay = isHeard ? door.value : undefined;
  const slack = openSlack({ ...options, name, door: slackWay, desk: needs, store });
  const mounts = isHeard ? [...alerts.mounts, pagerDuty.mount] : [];
  const doors = await reception.open(needs, mounts, slack.listeners);
  if (!doors.ok) {
    await stopHeartbeat();
    await slack.stop();
    await stop();
    return doors;
  }
  const { addresses, url, close } = doors.value;
  return answer({
    addresses,
    url,
    drain: async () => {
      await stopHeartbeat();
      await close();
      await slack.stop();
      await stop();
    },
  });
}
