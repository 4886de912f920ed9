import { Buffer } from "node:buffer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { keepEnds } from "../../../src/integrations/command/keep-ends.ts";

test("whatever its pieces are, a stream keeps its two ends, and nothing is lost uncounted", () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), pieces, (size, chunks) => {
      const ends = keepEnds(size);
      for (const chunk of chunks) ends.add(Buffer.from(chunk));
      const whole = Buffer.concat(chunks);

      const { head, tail, leftOut } = ends.read();

      const beyond = whole.subarray(size);
      expect(head).toEqual(Buffer.from(whole.subarray(0, size)));
      expect(tail).toEqual(Buffer.from(beyond.subarray(Math.max(0, beyond.length - size))));
      expect(leftOut).toBe(whole.length - head.length - tail.length);
    }),
  );
});
