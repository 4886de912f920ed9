import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";

/** Puts its name under checkpoints. The private half of the key never leaves it. */
export interface Signer {
  readonly key: PublicKey;
  /** In base64. */
  readonly sign: (text: string) => string;
}

/** Tells whether a text was signed with the private half. */
export interface PublicKey {
  /** Short enough to be compared by eye: the beginning of the key's SHA-256. */
  readonly id: string;
  /** As every tool for keys reads it. */
  readonly pem: string;
  readonly hasSigned: (text: string, signature: string) => boolean;
}

/** A private key of our own making, as PEM. */
export function newAuditKey(): string {
  return pemOf(generateKeyPairSync("ed25519").privateKey, "pkcs8");
}

/** Nothing when the text is no Ed25519 private key. */
export function readSigner(pem: string): Signer | undefined {
  const key = keyFrom(pem, createPrivateKey);
  return key && { key: publicKeyOf(createPublicKey(key)), sign: (text) => signed(text, key) };
}

/** Nothing when the text is no Ed25519 public key. */
export function readPublicKey(pem: string): PublicKey | undefined {
  // A private key would pass too, as its public half can be worked out. It has no business here.
  const key = pem.includes("PRIVATE KEY") ? undefined : keyFrom(pem, createPublicKey);
  return key && publicKeyOf(key);
}

function keyFrom(pem: string, read: (pem: string) => KeyObject): KeyObject | undefined {
  try {
    const key = read(pem);
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    return undefined;
  }
}

function publicKeyOf(key: KeyObject): PublicKey {
  const bytes = key.export({ type: "spki", format: "der" });
  return {
    id: hash("sha256", bytes).slice(0, ID_LENGTH),
    pem: pemOf(key, "spki"),
    hasSigned: (text, signature) =>
      verify(null, Buffer.from(text), key, Buffer.from(signature, "base64")),
  };
}

const ID_LENGTH = 16;

function signed(text: string, key: KeyObject): string {
  return sign(null, Buffer.from(text), key).toString("base64");
}

function pemOf(key: KeyObject, type: "pkcs8" | "spki"): string {
  return key.export({ type, format: "pem" }).toString();
}
