import type { Failure } from "../../model/failure.ts";
import type { RedisRefusal, RedisTrouble } from "../../ports/redis-answer.ts";

/** What stands in the way, in plain speech. Asking again is always safe: every effect has its receipt. */
export function redisFailure(trouble: RedisTrouble, connection: string): Failure {
  switch (trouble.is) {
    case "unreached":
      return unreached(trouble, connection);
    case "unanswered":
      return {
        code: "E601",
        message: `The Redis of ${connection} was asked and gave no answer in time`,
        remedy: `Look whether that Redis is overloaded, or raise command_timeout of ${connection} in connections.yaml.`,
        detail: trouble.detail,
        retry: "later",
      };
    case "refused":
      return refused(trouble, connection);
  }
}

function unreached(
  { why, detail }: Extract<RedisTrouble, { is: "unreached" }>,
  connection: string,
): Failure {
  const retry = "never_left";
  switch (why) {
    case "not_ready":
      return {
        code: "E601",
        message: `The connection ${connection} could not be made ready; nothing was sent`,
        remedy: `Look whether connections.yaml has ${connection}, and whether its secrets and certificates can be read.`,
        detail,
        retry,
      };
    case "connection_failed":
      return {
        code: "E601",
        message: `The Redis of ${connection} could not be reached; nothing was sent`,
        remedy: `Look whether that Redis runs, and whether host, port and certificate of ${connection} are right.`,
        detail,
        retry,
      };
    case "connection_timed_out":
      return {
        code: "E601",
        message: `The Redis of ${connection} did not take the connection in time; nothing was sent`,
        remedy: "Look whether that Redis hangs, or whether a firewall is in the way.",
        detail,
        retry,
      };
    case "aborted":
      return {
        code: "E303",
        message: `The step was stopped before anything was sent to the Redis of ${connection}`,
        remedy: "Nothing has happened at the other side; the step can be run again.",
        detail,
        retry,
      };
  }
}

function refused(
  { why, detail }: Extract<RedisTrouble, { is: "refused" }>,
  connection: string,
): Failure {
  const [says, remedy, retry] = REFUSALS[why];
  return { code: "E620", message: `The Redis of ${connection} ${says}`, remedy, detail, retry };
}

const REFUSALS: Readonly<
  Record<RedisRefusal, readonly [says: string, remedy: string, retry: "later" | "never"]>
> = {
  not_let_in: [
    "does not accept the user or the password",
    "Mend the address behind the connection's url.",
    "never",
  ],
  no_permission: [
    "does not let this user use a command or a key that the step needs",
    "Allow what the detail names with ACL SETUSER; a step that changes something also needs the keys pitcrew:receipt:*.",
    "never",
  ],
  loading: [
    "is still loading its data",
    "Wait until it is done; its log says how far it is.",
    "later",
  ],
  busy: ["is held up by somebody's script", "Wait, or end that script with SCRIPT KILL.", "later"],
  read_only: [
    "is a copy of another one and takes no changes",
    "Name the primary in the connection's url.",
    "never",
  ],
  elsewhere: [
    "is part of a cluster, and the key lives on another part of it",
    "Name a Redis that stands alone; clusters are not supported.",
    "never",
  ],
  wrong_type: [
    "holds something of another type under this key",
    "Look at the key with redis.stats, which names its type.",
    "never",
  ],
  out_of_memory: [
    "has no memory left for the change",
    "Free memory, or raise its maxmemory; redis.stats shows both.",
    "never",
  ],
  cannot_save: [
    "takes no changes because it cannot save its data",
    "Look at its log and at the disk it saves to.",
    "never",
  ],
  other: ["refused the command", "Read its answer in the step's detail.", "never"],
};
