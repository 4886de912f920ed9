import type { JsonValue } from "../../model/json.ts";
import type { PerformResult } from "../machine/event.ts";

const MOST_BYTES = 1_048_576;

/** What a kind returned, exactly as the record can keep it. Its form is the machine's to check. */
export function acceptOutput(kind: string, output: unknown): PerformResult {
  const text = JSON.stringify(output) ?? "null";
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) return tooLarge(kind, bytes);
  // Text that was made from a value is JSON.
  return { is: "succeeded", output: JSON.parse(text) as JsonValue };
}

function tooLarge(kind: string, bytes: number): PerformResult {
  const size = (bytes / MOST_BYTES).toFixed(1);
  return {
    is: "failed",
    failure: {
      code: "E604",
      message: `${kind} was carried out, but its result of ${size} MiB is larger than the 1 MiB that is kept`,
      remedy: "Ask for less.",
      retry: "never",
    },
  };
}
