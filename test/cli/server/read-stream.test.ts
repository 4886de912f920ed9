import { expect, test } from "vitest";
import fc from "fast-check";
import { readStream } from "../../../src/cli/server/read-stream.ts";

test("reads the data of each event, wherever the bytes are cut", async () => {
  const sent = ['{"note":"Größe"}', '{"note":"二"}', "{}"];
  const text = sent.map((data, index) => `event: x\ndata: ${data}\nid: ${index}\n\n`).join("");
  const bytes = new TextEncoder().encode(text);

  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (places) => {
      const cuts = [0, ...places.toSorted((a, b) => a - b), bytes.length];
      const parts = cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));

      const read: string[] = [];
      for await (const data of readStream(streamOf(parts))) read.push(data);
      expect(read).toEqual(sent);
    }),
  );
});

async function* streamOf(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}
