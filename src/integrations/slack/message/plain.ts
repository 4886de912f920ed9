/**
 * A text as Slack may show it: nothing in it can reorder, hide or end a line. New lines stay.
 * Texts go where Slack reads no markup, so what looks like a mention or a link is only text.
 */
export function plain(text: string, most: number): string {
  const shown = text
    .replaceAll(/[^\S\n]/gu, " ")
    .replaceAll(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "");
  return cut(shown, most);
}

/** For the one place where Slack reads markup whatever we say: the sentence of a message. */
export function escaped(text: string, most: number): string {
  const oneLine = plain(text, most).replaceAll("\n", " ");
  return oneLine.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const CUT = "…";

/** Never through the middle of a character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most - CUT.length);
  return `${head.replace(/[\uD800-\uDBFF]$/, "")}${CUT}`;
}
