import type {
  ActionsBlockElement,
  KnownBlock,
  RichTextBlockElement,
  RichTextElement,
} from "@slack/types";

/** Blocks as HTML, about as Slack lays them out: enough to see how a message reads. */
export function drawMessage(name: string, blocks: readonly KnownBlock[]): string {
  return `<article><h2>${text(name)}</h2>${blocks.map(drawBlock).join("")}</article>`;
}

export function drawPage(messages: readonly string[]): string {
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>
  body { font: 15px/1.46 Lato, "DejaVu Sans", sans-serif; margin: 12px; max-width: 640px; color: #1d1c1d }
  article { border-bottom: 1px solid #ddd; padding: 8px 0; overflow-wrap: anywhere }
  h2 { font-size: 13px; margin: 0 0 4px; color: #616061 }
  p { margin: 0; white-space: pre-wrap }
  pre { border: 1px solid #ddd; background: #f8f8f8; border-radius: 4px; padding: 8px; margin: 4px 0;
    font: 12px/1.5 monospace; white-space: pre-wrap }
  small { color: #616061; display: block; font-size: 12px }
  nav { display: flex; flex-wrap: wrap; gap: 8px; margin: 6px 0 }
  b.button { border: 1px solid #bbb; border-radius: 4px; padding: 4px 12px; font-size: 13px }
  b.primary { background: #007a5a; color: #fff } b.danger { background: #e01e5a; color: #fff }
  i { font-style: normal; background: #e8f5fa; color: #1264a3 }
  label { display: block; font-weight: bold; margin: 6px 0 }
  output { display: block; border: 1px solid #999; border-radius: 4px; padding: 6px; font-weight: normal }
</style>${messages.join("")}`;
}

function drawBlock(block: KnownBlock): string {
  if (block.type === "rich_text") return block.elements.map(drawLines).join("");
  if (block.type === "context") {
    const said = block.elements.map((one) => ("text" in one ? text(one.text) : ""));
    return `<small>${said.join(" ")}</small>`;
  }
  if (block.type === "actions") return `<nav>${block.elements.map(drawButton).join("")}</nav>`;
  if (block.type === "input") {
    const { element, label, hint } = block;
    const given = element.type === "plain_text_input" ? (element.initial_value ?? "") : "";
    const chosen = element.type === "static_select" ? element.initial_option?.text.text : undefined;
    const below = hint === undefined ? "" : `<small>${text(hint.text)}</small>`;
    return `<label>${text(label.text)}<output>${text(chosen ?? given)}&nbsp;</output></label>${below}`;
  }
  throw new RangeError(`Nothing of ours has a block of type ${block.type}`);
}

function drawLines({ type, elements }: RichTextBlockElement): string {
  const inside = elements.map((one) => drawElement(one as RichTextElement)).join("");
  return type === "rich_text_preformatted" ? `<pre>${inside}</pre>` : `<p>${inside}</p>`;
}

function drawElement(element: RichTextElement): string {
  if (element.type === "user") return `<i>@${text(element.user_id)}</i>`;
  if (element.type === "link") return `<a href="#">${text(element.text ?? element.url)}</a>`;
  if (element.type !== "text") {
    throw new RangeError(`Nothing of ours has an element of type ${element.type}`);
  }
  const said = text(element.text);
  return element.style?.bold === true ? `<strong>${said}</strong>` : said;
}

function drawButton(element: ActionsBlockElement): string {
  if (element.type !== "button") throw new RangeError("Nothing of ours is pressed but a button");
  return `<b class="button ${element.style ?? ""}">${text(element.text.text)}</b>`;
}

function text(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
