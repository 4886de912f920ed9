import { z } from "zod";
import { NAME_PATTERN } from "../model/fields.ts";
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

/** Whether this connection's other side tells a repeat from a new wish by its key. */
export function honoursKey(connections: Connections, name: string): boolean {
  const connection = connectionOfType(connections, name, ["http"]);
  return connection?.type === "http" && connection.idempotency_header !== undefined;
}
