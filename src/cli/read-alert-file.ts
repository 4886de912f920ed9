import { readFile } from "node:fs/promises";
import process from "node:process";
import { visible } from "../document/visible.ts";
import { readAlerts } from "../match/read-alert.ts";
import type { Alert } from "../model/alert.ts";
import type { Terminal } from "./terminal.ts";

/** The alerts of a file, or of standard input for `-`; nothing when it says what is wrong. */
export async function readAlertFile(
  path: string,
  { complain }: Terminal,
): Promise<readonly [Alert, ...Alert[]] | undefined> {
  const text = await readText(path);
  if (text === undefined) {
    complain(`E100 in ${visible(path)}: it cannot be read`, "check the path and its permissions");
    return undefined;
  }
  const read = readAlerts(text);
  if (!read.ok) {
    for (const { code, message, fix } of read.problems) {
      complain(`${code} in ${visible(path)}: ${visible(message)}`, fix);
    }
    return undefined;
  }
  const [first, ...others] = read.alerts;
  return first === undefined ? undefined : [first, ...others];
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return path === "-" ? await readAll(process.stdin) : await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}

async function readAll(stream: NodeJS.ReadStream): Promise<string> {
  stream.setEncoding("utf8");
  let text = "";
  for await (const part of stream) text += part;
  return text;
}
