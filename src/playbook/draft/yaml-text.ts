/** A text as YAML, plain where that cannot be mistaken for anything else. */
export function scalar(text: string): string {
  return PLAIN.test(text) && !RESERVED.has(text.toLowerCase()) ? text : quoted(text);
}

const PLAIN = /^[A-Za-z][A-Za-z0-9_./-]*$/;
const RESERVED: ReadonlySet<string> = new Set([
  "true",
  "false",
  "null",
  "yes",
  "no",
  "on",
  "off",
  "y",
  "n",
]);

/** JSON's quotes are YAML's; characters that hide or turn text around are written as escapes. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return String.raw`\U${code.toString(16).padStart(8, "0")}`;
  });
}

export function flowList(texts: readonly string[]): string {
  return `[${texts.map(scalar).join(", ")}]`;
}

export function flowMap(entries: Iterable<readonly [string, string]>): string {
  const pairs = [...entries].map(([key, value]) => `${scalar(key)}: ${scalar(value)}`);
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
}
