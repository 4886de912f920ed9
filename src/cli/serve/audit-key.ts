import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { newAuditKey, readSigner, type Signer } from "../../audit/audit-key.ts";
import { type Answer, answer, refuse } from "../../intake/api/refusal.ts";

/** The key that signs checkpoints: the one that is named, else our own, made at the first start. */
export async function openAuditKey(dataDir: string): Promise<Answer<Signer>> {
  const named = process.env["PITCREW_AUDIT_KEY"] ?? "";
  const path = named === "" ? join(dataDir, "keys", "audit.pem") : named;
  try {
    const pem = named === "" ? await readOrMake(path) : await readFile(path, "utf8");
    const signer = readSigner(pem);
    if (signer !== undefined) return answer(signer);
    return cannotBeUsed(`${path} holds no Ed25519 private key`);
  } catch (error) {
    return cannotBeUsed(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Of two processes that make it at the same time, both use the one that was there first. It gets
 * its name only once it is whole, so that nobody reads half of it.
 */
async function readOrMake(path: string): Promise<string> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const known = await readIfThere(path);
  if (known !== undefined) return known;
  const own = join(folder, `.${randomUUID()}`);
  try {
    await writeFile(own, newAuditKey(), { flag: "wx", mode: 0o600, flush: true });
    await link(own, path).catch(unlessCode("EEXIST"));
  } finally {
    await rm(own, { force: true });
  }
  return readFile(path, "utf8");
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(unlessCode("ENOENT"));
}

function unlessCode(code: string): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof Error && "code" in error && error.code === code)) throw error;
  };
}

function cannotBeUsed(detail: string): Answer<Signer> {
  return refuse(
    "E547",
    `The key that signs the audit record cannot be used: ${detail}`,
    "Name a PEM file with an Ed25519 private key in PITCREW_AUDIT_KEY: openssl genpkey -algorithm ed25519.",
  );
}
