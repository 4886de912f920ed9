import { knownSecrets } from "./known-secrets.ts";
import { readReference } from "./read-secret.ts";

/** Most of a kubeconfig is no secret, and would spoil what people read if it were hidden. */
export async function readKubeconfig(reference: string): Promise<string> {
  const text = await readReference(reference);
  for (const [, field, quoted = ""] of text.matchAll(SECRET_FIELDS)) {
    const value = quoted.trim().replaceAll(/^["']|["']$/g, "");
    knownSecrets.learn(value);
    if (field === "client-key-data") knownSecrets.learn(Buffer.from(value, "base64").toString());
  }
  return text;
}

const SECRET_FIELDS = /^[\s-]*"?(token|password|client-key-data)"?\s*:\s*([^\n#,}]+)/gm;
