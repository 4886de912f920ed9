import { type FileHandle, open } from "node:fs/promises";
import { type Note, noteLine, NoteLine } from "../../audit/checkpoint.ts";
import type { Anchor } from "../../ports/anchor.ts";

/** A file that only grows. What it holds is on the disk before anybody is told so. */
export function fileAnchor(path: string): Anchor {
  return {
    place: path,
    reached: async () => (await lastNote(path))?.number ?? 0,
    keep: async (notes) => {
      await using file = await open(path, "a+");
      // A line that was cut off by a crash is left alone, as the file may not be changed.
      const start = (await endsInsideLine(file)) ? "\n" : "";
      await file.appendFile(start + notes.map((note) => `${noteLine(note)}\n`).join(""));
      await file.sync();
    },
  };
}

/** The newest checkpoint in a file; nothing when there is none, or no file. */
export async function lastNote(path: string): Promise<Note | undefined> {
  try {
    await using file = await open(path, "r");
    return lastOf(notesIn(await readEnd(file)));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Every checkpoint of a text, line by line. What is no whole line was cut off by a crash. */
export function notesIn(text: string): readonly Note[] {
  return text.split("\n").flatMap((line) => {
    try {
      const note = NoteLine.safeParse(JSON.parse(line));
      return note.success ? [note.data] : [];
    } catch {
      return [];
    }
  });
}

function lastOf(notes: readonly Note[]): Note | undefined {
  return notes.reduce<Note | undefined>(
    (last, note) => (last !== undefined && last.number > note.number ? last : note),
    undefined,
  );
}

/** Room for many lines, of which the last whole one is looked for. */
const END_BYTES = 65_536;

async function readEnd(file: FileHandle): Promise<string> {
  const { size } = await file.stat();
  const length = Math.min(size, END_BYTES);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
  return buffer.toString("utf8", 0, bytesRead);
}

async function endsInsideLine(file: FileHandle): Promise<boolean> {
  const end = await readEnd(file);
  return end !== "" && !end.endsWith("\n");
}
