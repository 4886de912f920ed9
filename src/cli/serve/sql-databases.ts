import { connectionOfType, type Connections } from "../../config/connections.ts";
import { createSqlDatabase } from "../../integrations/sql/client.ts";
import { milliseconds } from "../../model/duration.ts";
import type { SqlDatabase, SqlMiss } from "../../ports/sql-database.ts";
import { readSecret } from "./read-secret.ts";

/** Opens the postgres connections of connections.yaml, as the file says at the moment of asking. */
export function sqlDatabases(
  current: () => Connections | undefined,
): (name: string) => SqlDatabase {
  return (name) => {
    const connections = current();
    const connection = connections && connectionOfType(connections, name, ["postgres"]);
    if (connection?.type !== "postgres") return nothing(name);
    const { url, statement_timeout, marker_table: markerTable } = connection;
    return createSqlDatabase({
      url: async () => (await readSecret(url)).reveal(),
      statementMs: milliseconds(statement_timeout),
      ...(markerTable !== undefined && { markerTable }),
    });
  };
}

function nothing(name: string): SqlDatabase {
  const detail = `connections.yaml has no postgres connection "${name}"`;
  const answer: SqlMiss = { is: "unreached", why: "not_ready", detail };
  return {
    honoursKey: false,
    read: async () => answer,
    tryOut: async () => answer,
    change: async () => answer,
  };
}
