import { connectionOfType, type Connections } from "../../config/connections.ts";
import { openJobQueues } from "../../integrations/redis-keys/queues/open-job-queues.ts";
import type { RedisAnswer } from "../../ports/redis-answer.ts";
import type { JobQueues } from "../../ports/job-queue.ts";
import type { RedisConnections } from "./redis-connections.ts";

/** The queue connections of connections.yaml, each on the redis connection that it names. */
export function jobQueues(
  current: () => Connections | undefined,
  redis: RedisConnections,
): (name: string) => JobQueues {
  return (name) => {
    const connections = current();
    const connection = connections && connectionOfType(connections, name, ["queue"]);
    if (connection?.type !== "queue") return openJobQueues({ ask: nobody(name) }, "");
    return openJobQueues(redis.of(connection.redis), connection.prefix);
  };
}

function nobody(name: string): () => Promise<RedisAnswer<never>> {
  const detail = `connections.yaml has no queue connection "${name}"`;
  return async () => ({ is: "unreached", why: "not_ready", detail });
}
