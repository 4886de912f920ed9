import { createHash } from "node:crypto";
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Archive, Archived } from "../../ports/housekeeping.ts";

/** Files in a folder, each named by what it holds. */
export function archiveFolder(folder: string): Archive {
  return {
    keep: async (lines) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const unfinished = join(folder, "unfinished");
      const sha256 = await write(unfinished, lines);
      const file = join(folder, `${sha256}.jsonl`);
      await rename(unfinished, file);
      await syncFolder(folder);
      return { file, sha256 } satisfies Archived;
    },
  };
}

async function write(path: string, lines: AsyncIterable<string>): Promise<string> {
  await using file = await open(path, "w", 0o600);
  const digest = createHash("sha256");
  for await (const line of lines) {
    const text = `${line}\n`;
    digest.update(text);
    await file.appendFile(text);
  }
  await file.sync();
  return digest.digest("hex");
}

/** Only then is the new name on the disk as well. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, "r");
  await folder.sync();
}
