/** The fields of a protobuf message that hold bytes, by number; others are passed over. */
export function readFields(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> | undefined {
  const fields = new Map<number, Uint8Array>();
  let at = 0;

  function varint(): number {
    let value = 0;
    for (let shift = 0; at < bytes.length && shift < 35; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    return value;
  }

  while (at < bytes.length) {
    const tag = varint();
    const form = tag & 7;
    if (form === VARINT) varint();
    else if (form !== BYTES) return undefined;
    else {
      const length = varint();
      if (at + length > bytes.length) return undefined;
      fields.set(tag >> 3, bytes.subarray(at, at + length));
      at += length;
    }
  }
  return fields;
}

const VARINT = 0;
const BYTES = 2;
