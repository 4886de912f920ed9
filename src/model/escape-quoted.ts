/**
 * A text as Prometheus and Loki read it back from between their quotes, single or double.
 * Needs well-formed text: half a character cannot be written there.
 */
export function escapeQuoted(text: string): string {
  return text.replace(/[\\"'`\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}
