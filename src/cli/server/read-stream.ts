/** The data of each event of an event stream. Our own server writes one line of it per event. */
export async function* readStream(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const part of stream) {
    const lines = (rest + decoder.decode(part, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith(PREFIX)) yield line.slice(PREFIX.length);
  }
}

const PREFIX = "data: ";
