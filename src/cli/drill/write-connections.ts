import { writeFile } from "node:fs/promises";
import { stringify } from "yaml";
import type { Range } from "../../drills/range/start-range.ts";

const LOCAL = { insecure: true, allow_addresses: ["127.0.0.0/8"] };

/** A connections.yaml with the names that the shipped playbooks use, for this range. */
export async function writeConnections(
  file: string,
  { engineUrl, kubeconfig }: Pick<Range, "engineUrl" | "kubeconfig">,
  redisUrl: string | undefined,
): Promise<void> {
  const redisFile = `${kubeconfig}.redis-url`;
  await writeFile(redisFile, redisUrl ?? "", { mode: 0o600 });
  const connections = {
    "workflow-engine": { type: "http", base_url: engineUrl, ...LOCAL },
    prod: { type: "kubernetes", kubeconfig: `file:${kubeconfig}`, namespaces: ["agents"] },
    ...(redisUrl !== undefined && {
      "workflow-redis": { type: "redis", url: `file:${redisFile}` },
    }),
    metrics: { type: "prometheus", base_url: "http://127.0.0.1:9090", ...LOCAL },
  };
  await writeFile(
    file,
    `# The range of this machine. Written anew whenever it starts.\n${stringify({ format: 1, connections }, { aliasDuplicateObjects: false })}`,
  );
}
