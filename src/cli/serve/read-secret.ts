import { readFile } from "node:fs/promises";
import process from "node:process";

/**
 * The value behind `env:NAME` or `file:/path`; every other text stands for itself. Read anew each
 * time, so that a renewed secret is used at once.
 */
export async function readSecret(reference: string): Promise<string> {
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
