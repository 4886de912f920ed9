import { createServer, type RequestListener, type Server } from "node:http";
import { once } from "node:events";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { Clock } from "../../ports/clock.ts";
import { startPracticeCluster } from "../practice-cluster/start-practice-cluster.ts";
import { createEngineApi } from "./api/create-api.ts";
import { openMemoryBoard } from "./board/memory-board.ts";
import { openRedisBoard } from "./board/redis-board.ts";
import { clusterMetricsOf } from "./cluster-metrics.ts";
import { createControl, type OnBroken } from "./control.ts";
import { MANIFESTS, NAMESPACE } from "./manifests.ts";
import { openPlant } from "./plant/plant.ts";
import { openPrograms } from "./programs/behaviour.ts";
import { readyEngines, readyWorkers, type System } from "./system.ts";

export interface RangeOptions {
  readonly clock: Clock;
  /** Without one, the queue and the locks are kept in memory, where nobody can look at them. */
  readonly redisUrl: string | undefined;
  /** How many ms of the story pass in one of ours. */
  readonly pace: number;
  /** Of the engine's API; any free one when it is 0. */
  readonly port: number;
  /** Of the control, in the same way. */
  readonly controlPort?: number;
  /** Told when the control has broken it; without it, nobody is. */
  readonly onBroken?: OnBroken;
}

/** A small working copy of a workflow engine and its workers, to be broken and mended. */
export interface Range {
  readonly system: System;
  readonly kubeconfig: string;
  /** The engine's API, and its metrics under /metrics. Nobody answers while no engine is ready. */
  readonly engineUrl: string;
  /** The workers' own metrics. Nobody answers while no worker is ready. */
  readonly workersUrl: string;
  /** What the cluster says about deployments and pods, whoever of them is ready. */
  readonly clusterUrl: string;
  /** Where a drill breaks it: `POST /faults/<name>`. */
  readonly controlUrl: string;
  readonly stop: () => Promise<void>;
}

const TURN_MS = 50;

export async function startRange(options: RangeOptions): Promise<Range> {
  const { clock, redisUrl, pace, port, controlPort = 0, onBroken = nobodyIsTold } = options;
  const board = redisUrl === undefined ? openMemoryBoard(clock) : await openRedisBoard(redisUrl);
  const plant = openPlant(() => clock.monotonic() * pace);
  const programs = openPrograms({ plant, board, clock, pace });
  const { behaviour } = programs;
  const practice = await startPracticeCluster({
    clock,
    behaviour,
    namespaces: [NAMESPACE],
    timing: { backOffMs: 10_000 / pace },
  });
  const { cluster } = practice;
  for (const manifest of MANIFESTS) cluster.apply(manifest);
  const turns = countTurns();
  const system: System = { plant, board, programs, cluster, nextTurn: turns.next };
  const story = takeTurns(system, clock, turns.over);
  const engine = await listen(
    serving(createEngineApi(system)),
    port,
    () => readyEngines(system).length > 0,
  );
  const workers = await listen(say, 0, () => readyWorkers(system).length > 0);
  const figures = await listen(serving(clusterFigures(system)), 0, () => true);
  const control = await listen(serving(createControl(system, onBroken)), controlPort, () => true);
  return {
    system,
    controlUrl: urlOf(control),
    kubeconfig: practice.kubeconfig,
    engineUrl: urlOf(engine),
    workersUrl: urlOf(workers),
    clusterUrl: urlOf(figures),
    stop: async () => {
      await story.stop();
      await Promise.all([...[engine, workers, figures, control].map(close), practice.stop()]);
      await board.close();
    },
  };
}

const nobodyIsTold: OnBroken = () => "Nobody is told; start the playbook that answers it.";

function serving({ fetch }: Hono): RequestListener {
  const answer = getRequestListener(fetch);
  return (request, response) => void answer(request, response);
}

function clusterFigures(system: System): Hono {
  const app = new Hono();
  app.get("/metrics", async (context) => context.text(await clusterMetricsOf(system)));
  return app;
}

const say: RequestListener = (_request, response) =>
  void response.writeHead(200, { "content-type": "text/plain" }).end("workflow_workers 1\n");

function countTurns() {
  let turn = Promise.withResolvers<void>();
  return {
    next: () => turn.promise,
    over: (): void => {
      turn.resolve();
      turn = Promise.withResolvers();
    },
  };
}

/** Lets every engine and worker do its part, one turn after the other. */
function takeTurns(system: System, clock: Pick<Clock, "after">, onTurn: () => void) {
  const { engines, workers } = system.programs;
  let isOver = false;
  let wake = (): void => undefined;

  async function turn(): Promise<void> {
    const able = new Set([...readyEngines(system), ...readyWorkers(system)]);
    for (const { name, work } of [...engines.values(), ...workers.values()]) {
      // A board that does not answer is what some faults are about; the next turn tries again.
      if (able.has(name)) await work().catch(() => undefined);
    }
  }

  async function goOn(): Promise<void> {
    while (!isOver) {
      await turn();
      onTurn();
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (isOver) resolve();
        else clock.after(TURN_MS, resolve);
      });
    }
  }

  const done = goOn();
  return {
    stop: async () => {
      isOver = true;
      wake();
      await done;
      onTurn();
    },
  };
}

async function listen(
  listener: RequestListener,
  port: number,
  isUp: () => boolean,
): Promise<Server> {
  const server = createServer(listener);
  server.on("connection", (socket) => {
    if (!isUp()) socket.destroy();
  });
  // A connection that was kept from better times goes to nobody as well.
  server.prependListener("request", (request) => {
    if (!isUp()) request.socket.destroy();
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it listens on a port");
  return `http://127.0.0.1:${address.port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}
