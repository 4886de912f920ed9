import { writeFile } from "node:fs/promises";
import { stringify } from "yaml";
import type { Range } from "../../drills/range/start-range.ts";
import { rangeConnections } from "./range-connections.ts";

/** Where a Prometheus usually listens; a range brings none of its own. */
const PROMETHEUS = "http://127.0.0.1:9090";

/** A connections.yaml for this range. */
export async function writeConnections(
  file: string,
  { engineUrl, kubeconfig }: Pick<Range, "engineUrl" | "kubeconfig">,
  redisUrl: string | undefined,
): Promise<void> {
  let redisFile: string | undefined;
  if (redisUrl !== undefined) {
    redisFile = `${kubeconfig}.redis-url`;
    await writeFile(redisFile, redisUrl, { mode: 0o600 });
  }
  const parts = { engineUrl, kubeconfig, redisFile, prometheusUrl: PROMETHEUS };
  const content = { format: 1, connections: rangeConnections(parts) };
  const text = stringify(content, { aliasDuplicateObjects: false });
  await writeFile(file, `# The range of this machine. Written anew whenever it starts.\n${text}`);
}
