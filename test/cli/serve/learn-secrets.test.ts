import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { knownSecrets } from "../../../src/cli/serve/known-secrets.ts";
import { learnOwnSecrets, learnSecretsOf } from "../../../src/cli/serve/learn-secrets.ts";
import { readKubeconfig } from "../../../src/cli/serve/read-kubeconfig.ts";

const { text } = knownSecrets.redaction;

test("every secret that a file refers to is known before it is used", async () => {
  vi.stubEnv("LEARN_TOKEN", "learn-token-0001");
  onTestFinished(() => void vi.unstubAllEnvs());

  await learnSecretsOf({
    connections: {
      a: { auth: { bearer: "env:LEARN_TOKEN" }, plain: "not-a-secret-0001" },
      b: { url: "env:NOT_THERE_AT_ALL", certificate_authority: "file:/nowhere" },
    },
  });

  expect(text("learn-token-0001 not-a-secret-0001")).toBe("[secret] not-a-secret-0001");
});

test("what Pitcrew itself is given is known, of an address its password as well", () => {
  vi.stubEnv("DATABASE_URL", "postgresql://app:learn-pass-0002@db.example/pitcrew");
  vi.stubEnv("PITCREW_WEBHOOK_TOKEN", "learn-hook-0003");
  onTestFinished(() => void vi.unstubAllEnvs());

  learnOwnSecrets();

  expect(text("learn-pass-0002 at db.example, learn-hook-0003")).toBe(
    "[secret] at db.example, [secret]",
  );
});

test("of a kubeconfig, only what opens a cluster is hidden", async () => {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-learn-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const key = ["-----BEGIN KEY-----", "bGVhcm4ta2V5LWxpbmUtMDAwNA", "-----END KEY-----"].join("\n");
  const data = Buffer.from(key).toString("base64");
  const config = `users:
  - name: learn-user-0005
    user:
      token: "learn-token-0006"
      client-key-data: ${data}
clusters: [{ name: learn-cluster-0007, cluster: { server: https://k8s.example } }]
`;
  await writeFile(join(folder, "config"), config);

  expect(await readKubeconfig(`file:${folder}/config`)).toBe(config.trimEnd());

  expect(text("learn-user-0005 learn-cluster-0007 https://k8s.example")).toBe(
    "learn-user-0005 learn-cluster-0007 https://k8s.example",
  );
  expect(text(`learn-token-0006 ${data} bGVhcm4ta2V5LWxpbmUtMDAwNA`)).toBe(
    "[secret] [secret] [secret]",
  );
});
