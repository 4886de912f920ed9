import { readFile } from "node:fs/promises";
import { connectionOfType, type Connections } from "../../config/connections.ts";
import type { Redis } from "../../config/connections/redis.ts";
import type { RedisConnection } from "../../integrations/redis-keys/connection/open.ts";
import type { RedisServer } from "../../integrations/redis-keys/connection/redis-server.ts";
import { urlProblem } from "../../integrations/redis/url-problem.ts";
import { milliseconds } from "../../model/duration.ts";
import type { RedisTrouble } from "../../ports/redis-answer.ts";
import { readSecret } from "./read-secret.ts";

export interface RedisConnections {
  readonly of: (name: string) => Pick<RedisConnection, "ask">;
  readonly close: () => void;
}

/**
 * The redis connections of connections.yaml, each opened when it is first asked and kept for the
 * next time. When the file or a secret of it has changed since, it is opened anew.
 */
export function redisConnections(current: () => Connections | undefined): RedisConnections {
  const kept = new Map<string, Kept>();

  async function open(name: string): Promise<RedisConnection> {
    const server = await serverOf(current(), name);
    const mark = JSON.stringify(server);
    const known = kept.get(name);
    if (known?.mark === mark) return known.connection;
    known?.connection.close();
    // Loaded only where a Redis is asked, as it takes much memory.
    const { openRedis } = await import("../../integrations/redis-keys/connection/open.ts");
    const connection = openRedis(server);
    kept.set(name, { mark, connection });
    return connection;
  }

  return {
    of: (name) => ({
      ask: async (work, signal) => {
        const opened = await open(name).catch(notReady);
        return "is" in opened ? opened : opened.ask(work, signal);
      },
    }),
    close: () => {
      for (const { connection } of kept.values()) connection.close();
      kept.clear();
    },
  };
}

interface Kept {
  readonly mark: string;
  readonly connection: RedisConnection;
}

async function serverOf(connections: Connections | undefined, name: string): Promise<RedisServer> {
  const connection = connections && connectionOfType(connections, name, ["redis"]);
  if (connection?.type !== "redis") {
    throw new Error(`connections.yaml has no redis connection "${name}"`);
  }
  const url = (await readSecret(connection.url)).reveal();
  const problem = urlProblem(url);
  if (problem !== undefined) throw new Error(`The url of ${name} cannot be used: ${problem}`);
  const certificateAuthority = await authorityOf(connection);
  return {
    url,
    commandMs: milliseconds(connection.command_timeout),
    ...(certificateAuthority !== undefined && { certificateAuthority }),
  };
}

async function authorityOf({ certificate_authority }: Redis): Promise<string | undefined> {
  if (certificate_authority === undefined) return undefined;
  return readFile(certificate_authority.slice("file:".length), "utf8");
}

/** What cannot be read here is proof that nothing was sent. */
function notReady(error: unknown): RedisTrouble {
  const detail = error instanceof Error ? error.message : String(error);
  return { is: "unreached", why: "not_ready", detail };
}
