import { readFile } from "node:fs/promises";
import process from "node:process";
import { isSecretReference } from "../../config/secret-reference.ts";
import { Secret } from "../../model/secret.ts";
import { knownSecrets } from "./known-secrets.ts";

/**
 * The value behind `env:NAME` or `file:/path`; every other text stands for itself. Read anew each
 * time, so that a renewed secret is used at once, and hidden from then on wherever it turns up.
 */
export async function readSecret(reference: string): Promise<Secret> {
  const text = await readReference(reference);
  if (isSecretReference(reference)) knownSecrets.learn(text);
  return new Secret(text);
}

/** For a file of which only parts are secret, and for what knows its secrets itself. */
export async function readReference(reference: string): Promise<string> {
  if (reference.startsWith("env:")) return fromEnvironment(reference.slice("env:".length));
  if (!reference.startsWith("file:/")) return reference;
  return (await readFile(reference.slice("file:".length), "utf8")).trimEnd();
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`The environment variable ${name} is not set`);
  }
  return value;
}
