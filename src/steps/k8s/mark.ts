import type { z } from "zod";
import type { Metadata } from "../../ports/cluster/objects.ts";

const BY = "pitcrew.dev/changed-by";
const FROM = "pitcrew.dev/changed-from";

/**
 * Annotations that tell a repeat what the first try has done and what was there before. Without
 * them, a try whose answer was lost would be repeated, and its undo would know nothing to go back to.
 */
export function marks(key: string, before: unknown): Readonly<Record<string, string>> {
  return { [BY]: key, [FROM]: JSON.stringify(before) };
}

/** What was there before the change of this key, if the object still bears its mark. */
export function markedBefore<T>(
  { annotations }: Metadata,
  key: string,
  schema: z.ZodType<T>,
): T | undefined {
  if (annotations[BY] !== key) return undefined;
  try {
    return schema.safeParse(JSON.parse(annotations[FROM] ?? "")).data;
  } catch {
    // Somebody has written over it; then the change is decided on anew, by what is there.
    return undefined;
  }
}
