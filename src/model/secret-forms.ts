/** What stands where a secret stood. */
export const HIDDEN = "[secret]";

/** Shorter forms would be found in innocent text. */
const SHORTEST_FORM = 8;

/** Shorter values are not hidden at all: that would tell what they are, and hide little else. */
const SHORTEST_SECRET = 4;

/**
 * Whether a value is no better than a word, such as `postgres`. It is hidden only where it stands
 * alone: taken out of every longer word it would spoil what people read, and protect nothing.
 */
export function isWord(secret: string): boolean {
  return secret.length < SHORTEST_FORM || /^(?:[a-z]{1,11}|[0-9]{1,11})$/.test(secret);
}

/** All that must not be shown of a secret: itself, each line of a long key, the password of an address. */
export function piecesOf(secret: string): readonly string[] {
  const lines = secret.includes("\n") ? secret.split(/\r?\n/).map((line) => line.trim()) : [];
  const password = passwordIn(secret);
  const pieces = [secret, ...lines.filter((line) => !line.startsWith("-----")), ...password];
  return [...new Set(pieces)].filter(({ length }) => length >= SHORTEST_SECRET);
}

/** Every way in which programs write a text: encoded, escaped, or in the middle of something encoded. */
export function formsOf(piece: string): readonly string[] {
  const bytes = Buffer.from(piece);
  const encoded = [...inBase64(bytes), bytes.toString("hex"), bytes.toString("hex").toUpperCase()];
  const escaped = [...inJson(piece), ...inUrls(piece), inHtml(piece)];
  const forms = [piece, ...encoded, ...encoded.map(encodeURIComponent), ...escaped];
  return [...new Set(forms)].filter(({ length }) => length >= SHORTEST_FORM);
}

function passwordIn(secret: string): readonly string[] {
  const url = URL.parse(secret);
  if (url === null || url.password === "") return [];
  return [url.password, decoded(url.password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where a text begins inside of what is encoded decides how it looks: there are three ways. */
function* inBase64(bytes: Buffer): Generator<string> {
  for (const before of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    // What shares a letter with its neighbours looks different each time.
    const from = Math.ceil((before * 8) / 6);
    const own = text.slice(from, Math.floor(((before + bytes.length) * 8) / 6));
    yield own;
    yield own.replaceAll("+", "-").replaceAll("/", "_");
  }
}

/** As JSON, as JSON inside JSON, and once more; Go escapes what HTML might read. */
function* inJson(piece: string): Generator<string> {
  let plain = piece;
  let careful = piece;
  for (const _ of [1, 2, 3]) {
    plain = JSON.stringify(plain).slice(1, -1);
    careful = JSON.stringify(careful)
      .slice(1, -1)
      .replaceAll(/[<>&]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
    yield plain;
    yield careful;
    yield plain.replaceAll("/", "\\/");
  }
}

function* inUrls(piece: string): Generator<string> {
  const encoded = encodeURIComponent(piece.toWellFormed());
  const strict = encoded.replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const inForm = new URLSearchParams({ "": piece }).toString().slice(1);
  for (const form of [encoded, strict, inForm]) {
    yield form;
    yield form.replaceAll("%20", "+");
    yield form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  }
}

function inHtml(piece: string): string {
  return piece
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
