import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { emptyFolder, pitcrew } from "./pitcrew.ts";

const PLAYBOOK = `
format: 1
name: restart-workers
version: 1.0.0
owner: team-platform
severity: low
summary: Restarts the workers of a service.
params:
  namespace: { type: name }
safety: { mode: approve, cooldown: 5m, max_runs: 5 per 1h, lock: workers, deadline: 30m }
steps:
  - id: look
    kind: k8s.pods
    with: { connection: prod, namespace: "\${{ params.namespace }}", labels: { app: web } }
  - id: restart
    kind: k8s.restart
    with: { connection: prod, namespace: agents, deployment: web }
    approve: { by: [team-platform] }
    verify:
      kind: k8s.workload
      with: { connection: prod, namespace: agents, deployment: web }
      that: after.ready == after.replicas
    undo: none
`;

async function rbac(...words: readonly string[]) {
  const cwd = await emptyFolder();
  await writeFile(join(cwd, "restart-workers.yaml"), PLAYBOOK);
  const ended = await pitcrew(["rbac", "--playbooks", ".", ...words], { cwd });
  expect(ended).toMatchObject({ exitCode: 0 });
  return { ...ended, roles: parseAllDocuments(ended.stdout).map((one): unknown => one.toJS()) };
}

const rule = (group: string, resource: string, ...verbs: string[]) => ({
  apiGroups: [group],
  resources: [resource],
  verbs,
});

const AGENTS = [
  rule("", "pods", "list"),
  rule("apps", "deployments", "get", "patch"),
  rule("apps", "replicasets", "list"),
  rule("autoscaling", "horizontalpodautoscalers", "list"),
  rule("keda.sh", "scaledobjects", "list"),
];

describe("pitcrew rbac", () => {
  test("prints what the steps and their looks need, per namespace", async () => {
    const { roles, stderr } = await rbac();

    expect(roles).toMatchObject([
      { kind: "ClusterRole", metadata: { name: "pitcrew" }, rules: [rule("", "pods", "list")] },
      { kind: "Role", metadata: { name: "pitcrew", namespace: "agents" }, rules: AGENTS },
    ]);
    expect(stderr).toContain("--namespace narrows it");
  });

  test("needs no role for the whole cluster when the namespaces are named", async () => {
    const { roles } = await rbac("--namespace", "agents,shop");

    expect(roles).toMatchObject([
      { kind: "Role", metadata: { namespace: "agents" }, rules: AGENTS },
      { kind: "Role", metadata: { namespace: "shop" }, rules: [rule("", "pods", "list")] },
    ]);
  });

  test("prints the same as JSON", async () => {
    const [text, json] = await Promise.all([rbac(), rbac("--json")]);

    expect(JSON.parse(json.stdout)).toEqual({ roles: text.roles });
  });

  test("prints no role for playbooks with errors, as it would be too small", async () => {
    const cwd = await emptyFolder();
    const wrong = PLAYBOOK.replace("k8s.restart", "k8s.restrat");
    await writeFile(join(cwd, "restart-workers.yaml"), wrong);

    const { exitCode, stdout, stderr } = await pitcrew(["rbac", "--playbooks", "."], { cwd });

    expect(exitCode).toBe(3);
    expect(stdout + stderr).toContain("k8s.restrat");
    expect(stdout).not.toContain("kind: Role");
  });
});
