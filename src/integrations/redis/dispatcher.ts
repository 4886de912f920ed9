import { Queue } from "bullmq";
import type { Clock } from "../../ports/clock.ts";
import type { Dispatcher } from "../../ports/dispatcher.ts";
import { connectToSend } from "./connection.ts";
import { jobOptions } from "./hint.ts";
import { keepLooking } from "./lookout.ts";
import { type Receiver, receive } from "./receive.ts";

export interface RedisDispatch {
  readonly url: string;
  /** Begins every key, and keeps one Pitcrew apart from another on the same Redis. */
  readonly keyspace: string;
  readonly clock: Clock;
  /** Between two looks at whether Redis is well. */
  readonly lookEveryMs: number;
  readonly onThrown: (error: unknown, run: string) => void;
  /** What Redis or the way to it did; survived, as every wake is only a hint. */
  readonly onTrouble: (error: unknown) => void;
}

/** Wakes whichever process has a free handler, through BullMQ on Redis. */
export function dispatchThroughRedis(dispatch: RedisDispatch): Dispatcher {
  const { url, keyspace, clock, lookEveryMs, onTrouble } = dispatch;
  let receiver: Receiver | undefined;
  let closed: Promise<void> | undefined;
  let waiting = 0;
  let receivedBefore = 0;

  const connection = connectToSend(url);
  const queue = new Queue(QUEUE, {
    connection,
    prefix: keyspace,
    // Otherwise a connection that breaks while it is being made leaves the queue useless for good.
    skipWaitingForReady: true,
    skipVersionCheck: true,
  });
  queue.on("error", onTrouble);
  const lookout = keepLooking({ look, clock, everyMs: lookEveryMs, onTrouble });
  connection.on("ready", lookout.lookNow);

  async function look(): Promise<boolean> {
    if (connection.status !== "ready") return false;
    await leaveMark();
    waiting = await countWaiting();
    const received = receiver?.received() ?? 0;
    const isMoving = received > receivedBefore;
    receivedBefore = received;
    return waiting === 0 || isMoving || receiver?.hasFree() !== true;
  }

  /** A Redis that is full, or only a copy of another, can be read and still takes no wakes. */
  async function leaveMark(): Promise<void> {
    await connection.set(`${keyspace}:mark`, "", "PX", MARK_LASTS_MS);
  }

  async function countWaiting(): Promise<number> {
    const [ranked, unranked] = await Promise.all([
      connection.zcard(queue.toKey("prioritized")),
      connection.llen(queue.toKey("wait")),
    ]);
    return ranked + unranked;
  }

  async function close(graceMs: number): Promise<void> {
    lookout.stop();
    await receiver?.stop(graceMs);
    await queue.close();
    connection.disconnect();
  }

  return {
    wake: (run, wakeSeq, when = {}) => {
      if (closed !== undefined || connection.status !== "ready") return;
      const hint = { run, wakeSeq };
      queue.add("wake", hint, jobOptions(hint, when)).catch(onTrouble);
    },
    onWake: (handle, { concurrency }) => {
      receiver = receive({ ...dispatch, queue: QUEUE, handle, concurrency });
    },
    health: () => ({ isWell: lookout.isWell(), waiting, working: receiver?.working() ?? 0 }),
    close: (graceMs) => (closed ??= close(graceMs)),
  };
}

const QUEUE = "wakes";
const MARK_LASTS_MS = 60_000;
