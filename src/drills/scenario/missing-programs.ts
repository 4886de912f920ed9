import { execa } from "execa";

/** The names under which playbooks reach the range. */
export const RANGE_CONNECTIONS = {
  engine: "workflow-engine",
  cluster: "prod",
  redis: "workflow-redis",
  metrics: "metrics",
} as const;

/** What a machine must have for some of them; any of the programs will do. */
const NEEDED: readonly { readonly for: string; readonly programs: readonly string[] }[] = [
  { for: RANGE_CONNECTIONS.redis, programs: ["redis-server", "valkey-server"] },
  { for: RANGE_CONNECTIONS.metrics, programs: ["prometheus"] },
];

/** The programs without which a playbook that reaches so much cannot be rehearsed here. */
export async function missingPrograms(reaches: ReadonlySet<string>): Promise<readonly string[]> {
  const wanted = NEEDED.filter((need) => reaches.has(need.for));
  const missing = await Promise.all(
    wanted.map(async ({ programs }) => {
      const found = await Promise.all(programs.map(isThere));
      return found.includes(true) ? [] : [programs.join(" or ")];
    }),
  );
  return missing.flat();
}

async function isThere(program: string): Promise<boolean> {
  const { exitCode } = await execa(program, ["--version"], { reject: false });
  return exitCode === 0;
}
