import { readFile } from "node:fs/promises";
import { type RequestOptions, request } from "node:https";
import { onTestFinished } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import {
  type PracticeCluster,
  type PracticeOptions,
  startPracticeCluster,
} from "../../../src/drills/practice-cluster/start-practice-cluster.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { fakeClock } from "../../chaos/fake-clock.ts";

export type World = PracticeCluster;

/** A cluster of this test alone, by the clock of the machine. */
export async function practiceWorld(options: Partial<PracticeOptions> = {}): Promise<World> {
  const world = await startPracticeCluster({
    clock: systemClock,
    namespaces: ["shop"],
    ...options,
  });
  onTestFinished(world.stop);
  return world;
}

export interface StillWorld extends World {
  /** Lets time go by, and the cluster do what is due. */
  readonly pass: (ms: number) => Promise<void>;
}

/** A cluster in which time stands still until the test moves it. */
export async function stillWorld(options: Partial<PracticeOptions> = {}): Promise<StillWorld> {
  const { clock, pass } = fakeClock();
  const world = await practiceWorld({ clock, ...options });
  async function passAndSettle(ms: number): Promise<void> {
    await world.cluster.settled();
    pass(ms);
    // What is done at once may ask for something else to be done at once.
    for (let round = 0; round < 5; round++) {
      await world.cluster.settled();
      pass(0);
    }
    await world.cluster.settled();
  }
  return { ...world, pass: passAndSettle };
}

export interface Answer {
  readonly code: number;
  readonly body: unknown;
  readonly text: string;
}

export interface Ask {
  readonly body?: unknown;
  readonly type?: string;
  readonly user?: string;
}

/** Asks the API as one of the users, and takes the answer as it comes. */
export async function ask(
  world: World,
  method: string,
  path: string,
  { body, type = "application/json", user }: Ask = {},
): Promise<Answer> {
  const { headers, ...access } = await accessOf(
    user === undefined ? world.kubeconfig : world.kubeconfigOf(user),
  );
  const text = body === undefined ? undefined : JSON.stringify(body);
  return send(`${world.url}${path}`, {
    method,
    ...access,
    headers: {
      ...headers,
      ...(text !== undefined && {
        "content-type": type,
        "content-length": Buffer.byteLength(text),
      }),
    },
    text,
  });
}

async function send(
  url: string,
  { text, ...options }: RequestOptions & { readonly text: string | undefined },
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const asked = request(url, { ...options, agent: false }, (response) => {
    let answered = "";
    response.setEncoding("utf8");
    response.on("data", (part: string) => (answered += part));
    response.on("error", reject);
    response.on("end", () => {
      const isJson = response.headers["content-type"] === "application/json";
      const body: unknown = isJson ? JSON.parse(answered) : undefined;
      resolve({ code: response.statusCode ?? 0, body, text: answered });
    });
  });
  asked.on("error", reject);
  asked.end(text);
  return promise;
}

const Kubeconfig = z.object({
  clusters: z.array(z.object({ cluster: z.object({ "certificate-authority-data": z.base64() }) })),
  users: z.array(
    z.object({
      user: z.object({
        token: z.string().optional(),
        "client-certificate-data": z.base64().optional(),
        "client-key-data": z.base64().optional(),
      }),
    }),
  ),
});

interface Access {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function accessOf(path: string): Promise<Access> {
  const { clusters, users } = Kubeconfig.parse(parse(await readFile(path, "utf8")));
  const [{ cluster } = fail(path)] = clusters;
  const [{ user } = fail(path)] = users;
  const decode = (text = "") => Buffer.from(text, "base64").toString();
  return {
    ca: decode(cluster["certificate-authority-data"]),
    cert: decode(user["client-certificate-data"]),
    key: decode(user["client-key-data"]),
    headers: user.token === undefined ? {} : { authorization: `Bearer ${user.token}` },
  };
}

function fail(path: string): never {
  throw new Error(`${path} is no kubeconfig`);
}

export interface Shape {
  readonly replicas?: number;
  readonly image?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly resources?: object;
  readonly spec?: object;
}

/** A deployment `web` in `shop`, with one container `app`. */
export function web({ replicas = 3, image = "shop/web:1", ...shape }: Shape = {}) {
  const { annotations = {}, resources = {}, spec = {} } = shape;
  const labels = { app: "web" };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "shop", annotations },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations },
        spec: { containers: [{ name: "app", image, resources: { ...resources } }] },
      },
      ...spec,
    },
  };
}

export const WEB = "/apis/apps/v1/namespaces/shop/deployments/web";
export const DEPLOYMENTS = "/apis/apps/v1/namespaces/shop/deployments";
export const PODS = "/api/v1/namespaces/shop/pods";
