export const MOST_BYTES = 1_048_576;

export type ReadBody =
  | { readonly is: "read"; readonly text: string }
  | { readonly is: "too_large" }
  | { readonly is: "not_text" };

/** Reads a body as it comes, and no further than it may be large. */
export async function readBody(request: Request): Promise<ReadBody> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) return { is: "too_large" };
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) return { is: "too_large" };
    parts.push(part);
  }
  try {
    return { is: "read", text: STRICT.decode(Buffer.concat(parts)) };
  } catch (error) {
    if (error instanceof TypeError) return { is: "not_text" };
    throw error;
  }
}

const STRICT = new TextDecoder("utf-8", { fatal: true });
