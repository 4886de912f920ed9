import { plainText } from "../../../model/plain-text.ts";

/** Texts go where Slack reads no markup, so what looks like a mention or a link is only text. */
export function plain(text: string, most: number): string {
  return cut(plainText(text), most);
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
