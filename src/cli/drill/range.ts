import { startLocalRedis } from "../../drills/range/find-redis.ts";
import { startRange } from "../../drills/range/start-range.ts";
import { untilUp } from "../../drills/range/until-up.ts";
import { systemClock } from "../../integrations/system/clock.ts";
import { visible } from "../../document/visible.ts";
import { PLAYBOOKS } from "../defaults.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";
import { CONTROL_PORT, type DrillOptions, portOf } from "./options.ts";
import { untilStopped } from "./until-stopped.ts";
import { writePrometheus } from "./write-prometheus.ts";
import { writeConnections } from "./write-connections.ts";

const USUAL_PORT = "3003";

/** Serves a workflow engine to practise on until somebody stops it. */
export async function drillRange(options: DrillOptions, terminal: Terminal): Promise<ExitCode> {
  const port = portOf({ ...options, port: options.port ?? USUAL_PORT }, terminal);
  if (port === undefined) return EXIT.usage;
  const pace = Number(options.pace ?? 1);
  if (!(pace >= 1 && pace <= FASTEST)) {
    const given = visible(options.pace ?? "");
    terminal.complain(`"${given}" is no pace`, `give a number from 1 to ${FASTEST}`);
    return EXIT.usage;
  }
  const stopped = untilStopped();
  const redis = options.redis === undefined ? await startLocalRedis() : undefined;
  const redisUrl = options.redis ?? redis?.url;
  const controlPort = options.port === undefined ? CONTROL_PORT : 0;
  const range = await startRange({ clock: systemClock, redisUrl, pace, port, controlPort }).catch(
    (error: unknown) => {
      terminal.complain(
        `the range does not start: ${visible(String(error))}`,
        "choose another --port or --redis",
      );
      return undefined;
    },
  );
  if (range === undefined) {
    await redis?.stop();
    return EXIT.usage;
  }
  await untilUp(range);
  if (options.connections !== undefined) {
    await writeConnections(options.connections, range, redisUrl);
    terminal.note(`${visible(options.connections)} tells playbooks where to find it.`);
  }
  if (options.prometheus !== undefined) {
    const watched = { pace, playbooks: options.playbooks ?? PLAYBOOKS };
    const file = await writePrometheus(options.prometheus, range, watched);
    terminal.note(
      `prometheus --config.file=${visible(file)} watches it, with the runbook's rules.`,
    );
  }
  terminal.print(`export KUBECONFIG=${range.kubeconfig}`);
  terminal.print(`export WORKFLOW_ENGINE_URL=${range.engineUrl}`);
  terminal.print(`export PITCREW_RANGE=${range.controlUrl}`);
  if (redisUrl === undefined) {
    terminal.note(
      "There is no redis-server here: queue and locks are in memory, and no playbook can see them.",
    );
  } else {
    terminal.print(`export WORKFLOW_REDIS_URL=${redisUrl}`);
  }
  terminal.note(
    "pitcrew drill break NAME breaks it; pitcrew drill faults lists how. Ctrl-C stops.",
  );
  await stopped;
  await range.stop();
  await redis?.stop();
  return EXIT.done;
}

const FASTEST = 1_000;
