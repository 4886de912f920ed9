import { markdownTable } from "../../model/markdown-table.ts";
import { FAULTS } from "./faults/all.ts";

/** The page about the range: what it is, and in which ways it breaks. */
export function rangeDocs(): string {
  const rows = FAULTS.map(({ name, cause, remedy }) => [`\`${name}\``, cause, remedy ?? NOTHING]);
  return `${INTRODUCTION}\n\n${markdownTable(["fault", "cause", "what mends it"], rows)}\n\n${LIMITS}\n`;
}

const NOTHING = "Nothing quick; a person has to look";

const INTRODUCTION = `# The range

A small workflow engine with workers, to be broken and mended. Work really flows through it: workflows consist of tasks, tasks
wait in a queue in Redis, and workers take them, hold locks, use memory and run out of time. Its pods live on the
[practice cluster](practice-cluster.md), so kubectl and playbooks restart, scale and replace them as they would elsewhere.

\`\`\`sh
npx pitcrew drill range            # the engine's API on port 3003; prints what other terminals need
npx pitcrew drill range --pace 20  # a minute of its time in three seconds
npx pitcrew drill faults           # the list below
npx pitcrew drill break no-workers # in another terminal, with the lines that the first one printed
npx pitcrew serve --range          # a server with a range of its own, at pace 20; drill break finds it
\`\`\`

| what | where |
| --- | --- |
| the engine's API | \`WORKFLOW_ENGINE_URL\`; nobody answers while no engine is ready |
| its figures for Prometheus | \`/metrics\` there; \`--prometheus DIR\` writes what a Prometheus needs to watch it by the runbook's rules |
| the cluster, namespace \`agents\` | \`KUBECONFIG\` |
| queue, locks, heartbeats, cached definitions | \`WORKFLOW_REDIS_URL\`: \`workflow:tasks:pending\`, \`workflow:lock:*\`, \`workflow:worker:*:alive\`, \`workflow:definitions:*\` |

It brings a Redis of its own where \`redis-server\` or \`valkey-server\` is installed; \`--redis\` names another one. Without
either it works, but its queue and locks are in memory, where no playbook can see them, and it says so.

## What breaks

Each fault breaks the system itself, not what it says about itself. It stays broken until something mends it.`;

const LIMITS = `## Where it differs

There is no database behind it: what workflows there are is in memory, and a replica that is behind catches up by
itself, a second each second. Tasks do nothing but take time and memory. Its API serves what playbooks and people use of such an engine, and no more.`;
