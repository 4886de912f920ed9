import { z } from "zod";
import { NAME_PATTERN } from "../model/fields.ts";
import type { JsonObject, JsonValue } from "../model/json.ts";
import type { Command } from "./connections/command.ts";
import { Connection } from "./connections/connection.ts";
import { contradictions } from "./connections/contradictions.ts";
import { type Loaded, loadFile } from "./load-file.ts";

/** `connections.yaml`: every system that playbooks may reach, by the name they use for it. */
export const Connections = z.strictObject({
  format: z.literal(1),
  connections: z.record(
    z.string().regex(NAME_PATTERN, "must be a name: letters, digits, dot, dash, underscore"),
    Connection,
  ),
});

export type Connections = z.infer<typeof Connections>;

export function loadConnections(path: string): Promise<Loaded<Connections>> {
  return loadFile(path, Connections, ({ connections }) => contradictions(connections));
}

/** The connection of this name if its type is one of those asked for; no types means any. */
export function connectionOfType(
  { connections }: Connections,
  name: string,
  types: readonly string[] = [],
): Connection | undefined {
  const connection = Object.hasOwn(connections, name) ? connections[name] : undefined;
  if (connection === undefined) return undefined;
  return types.length === 0 || types.includes(connection.type) ? connection : undefined;
}

/** The names that could have been meant where one of these types is wanted. */
export function namesOfType(
  { connections }: Connections,
  types: readonly string[] = [],
): readonly string[] {
  return Object.keys(connections).filter(
    (name) => types.length === 0 || types.includes(connections[name]?.type ?? ""),
  );
}

/** Whether a repeat does no harm: the other side knows it by its key, or the program is of that sort. */
export function honoursKey(
  connections: Connections,
  name: string,
  given: JsonObject = {},
): boolean {
  const connection = connectionOfType(connections, name);
  switch (connection?.type) {
    case "http":
    case "ticket":
      return connection.idempotency_header !== undefined;
    case "postgres":
      return connection.marker_table !== undefined;
    case "command":
      return isRepeatable(connection, given["program"]);
    case "alertmanager":
    case "kubernetes":
    case "loki":
    case "prometheus":
    case "queue":
    case "redis":
    case undefined:
      return false;
  }
}

function isRepeatable({ programs }: Command, name: JsonValue | undefined): boolean {
  const isListed = typeof name === "string" && Object.hasOwn(programs, name);
  const program = isListed ? programs[name] : undefined;
  return program !== undefined && (program.repeatable || program.reads);
}
