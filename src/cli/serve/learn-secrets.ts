import process from "node:process";
import { isSecretReference } from "../../config/secret-reference.ts";
import { type JsonValue, leavesOf } from "../../model/json.ts";
import { knownSecrets } from "./known-secrets.ts";
import { readKubeconfig } from "./read-kubeconfig.ts";
import { readSecret } from "./read-secret.ts";

/** What Pitcrew itself is given in its environment, to be let in somewhere or to let others in. */
const OWN = [
  "DATABASE_URL",
  "PITCREW_OWNER_DATABASE_URL",
  "REDIS_URL",
  "PITCREW_WEBHOOK_TOKEN",
  "PITCREW_ADMIN_KEY",
  "SLACK_BOT_TOKEN",
  "SLACK_APP_TOKEN",
  "SLACK_SIGNING_SECRET",
  "PAGERDUTY_ROUTING_KEY",
  "PAGERDUTY_API_TOKEN",
] as const;

export function learnOwnSecrets(): void {
  for (const name of OWN) knownSecrets.learn(process.env[name] ?? "");
}

/**
 * Reads every secret that settings or connections refer to once before it is used: an alert may
 * bring one along before a step does. What cannot be read now is told to whoever needs it later.
 */
export async function learnSecretsOf(configuration: object | undefined): Promise<void> {
  // What zod has read from YAML is JSON.
  const leaves = [...leavesOf((configuration ?? {}) as JsonValue)];
  await Promise.all(leaves.map(([at, leaf]) => learn(String(at.at(-1)), leaf)));
}

async function learn(field: string, leaf: unknown): Promise<void> {
  // Certificates are public, and would hide themselves in whatever quotes them.
  if (typeof leaf !== "string" || !isSecretReference(leaf) || field === "certificate_authority") {
    return;
  }
  const read = field === "kubeconfig" ? readKubeconfig : readSecret;
  await read(leaf).catch(() => undefined);
}
