import type { RequestListener } from "node:http";
import type { Access } from "../../access/authorize.ts";
import type { ServerSettings } from "../../config/settings/server.ts";
import { createApi } from "../../intake/api/create-api.ts";
import { health } from "../../intake/api/endpoints/health.ts";
import { metrics } from "../../intake/api/endpoints/metrics.ts";
import { ROUTES } from "../../intake/api/endpoints/routes.ts";
import type { ApiNeeds } from "../../intake/api/needs.ts";
import { type Answer, answer, refuse } from "../../intake/api/refusal.ts";
import { listen } from "../../intake/api/socket/listen.ts";
import { createHttp, type Mount } from "../../intake/http/create-http.ts";
import { identifyCaller } from "../../intake/http/identify-caller.ts";
import { identifyByKey } from "../../intake/http/identify-key.ts";
import { limitRate } from "../../intake/http/limit-rate.ts";
import { listenHttp } from "../../intake/http/listen-http.ts";
import { identifyBySession } from "../../intake/sign-in/session.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import type { AccessKeys } from "../../ports/access-keys.ts";
import type { Sessions } from "../../ports/sessions.ts";
import { adminDigest } from "./admin-key.ts";
import { httpAddress } from "./http-address.ts";
import { identifyLocal } from "./identify-local.ts";

export interface DoorOptions {
  readonly needs: ApiNeeds;
  readonly keys: AccessKeys;
  readonly sessions: Pick<Sessions, "personOf">;
  readonly access: () => Access;
  readonly settings: ServerSettings;
  readonly dataDir: string;
  /** What others answer below a path of their own. */
  readonly mounts: readonly Mount[];
  /** What others answer at one exact path, before anybody else reads the request. */
  readonly listeners: ReadonlyMap<string, RequestListener>;
  readonly onThrown: (error: unknown) => void;
}

export interface Doors {
  /** Where each of them is. */
  readonly addresses: readonly string[];
  /** Of the one for everything over HTTP. */
  readonly url: string;
  /** Hears nobody new. */
  readonly close: () => Promise<void>;
}

interface OneDoor {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Lets people in: at the socket, over HTTP, and for figures alone where they have a port. */
export async function openDoors(options: DoorOptions): Promise<Answer<Doors>> {
  const socket = await openSocket(options);
  if (!socket.ok) return socket;
  const http = await openHttp(options);
  if (!http.ok) return closing([socket.value], http);
  const figures = await openMetricsPort(options);
  if (!figures.ok) return closing([socket.value, http.value], figures);
  const doors = [socket.value, http.value, ...figures.value];
  return answer({
    addresses: doors.map(({ address }) => address),
    url: http.value.address,
    close: () => closeAll(doors),
  });
}

async function closing<Refused>(doors: readonly OneDoor[], refused: Refused): Promise<Refused> {
  await closeAll(doors);
  return refused;
}

async function closeAll(doors: readonly OneDoor[]): Promise<void> {
  await Promise.all(doors.map((door) => door.close()));
}

async function openSocket({
  needs,
  access,
  dataDir,
  onThrown,
}: DoorOptions): Promise<Answer<OneDoor>> {
  const identify = identifyLocal(access);
  const opened = await listen(createApi(needs, { identify, onThrown }), dataDir);
  if (!opened.ok) return opened;
  const { path, close } = opened.value;
  return answer({ address: path, close });
}

async function openHttp(options: DoorOptions): Promise<Answer<OneDoor>> {
  const { needs, keys, sessions, settings, mounts, listeners, onThrown } = options;
  const place = httpAddress();
  if (!place.ok) return place;
  const admin = adminDigest();
  if (!admin.ok) return admin;
  const identify = identifyCaller({
    byKey: identifyByKey({ keys, adminDigest: admin.value, clock, onThrown }),
    bySession: (context) => identifyBySession(context, sessions),
    limit: limitRate(settings.requests_per_minute, clock),
  });
  const hasMetrics = place.value.metricsPort === undefined;
  const routes = hasMetrics ? ROUTES : ROUTES.filter((route) => route !== metrics);
  const app = createHttp(createApi(needs, { identify, onThrown }, routes), mounts);
  const { host, port } = place.value;
  const { connections } = settings;
  const opened = await listenHttp(app, { host, port, connections }, listeners);
  if (!opened.ok) return opened;
  const { url, close } = opened.value;
  return answer({ address: url, close });
}

/** Whoever scrapes figures need not be able to reach anything else. */
async function openMetricsPort({
  needs,
  settings: { connections },
  onThrown,
}: DoorOptions): Promise<Answer<readonly OneDoor[]>> {
  const place = httpAddress();
  if (!place.ok) return place;
  const { host, metricsPort: port } = place.value;
  if (port === undefined) return answer([]);
  const app = createHttp(createApi(needs, { identify: nobody, onThrown }, [health, metrics]));
  const opened = await listenHttp(app, { host, port, connections });
  if (!opened.ok) return opened;
  const { url, close } = opened.value;
  return answer([{ address: `${url}/metrics`, close }]);
}

const nobody = async (): Promise<Answer<never>> =>
  refuse("E401", "There are only figures at this address", "Ask for /metrics.");
