import { randomBytes } from "node:crypto";
import { ID_BYTES, type KeyText, SECRET_BYTES } from "../../access/key-text.ts";

/** A key that nobody can have seen before. */
export function newKey(): KeyText {
  return {
    id: randomBytes(ID_BYTES).toString("hex"),
    secret: randomBytes(SECRET_BYTES).toString("base64url"),
  };
}
