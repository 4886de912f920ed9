import type {
  ActionsBlock,
  Button as SlackButton,
  ConfirmationDialog,
  ContextBlock,
  KnownBlock,
  RichTextBlock,
  RichTextElement,
} from "@slack/types";
import type { Button, Notice, NoticePart } from "../../../model/notice.ts";
import { LIMITS } from "./limits.ts";
import { escaped, plain } from "./plain.ts";

/** A message as Slack takes it. The sentence is what is read out and shown in previews. */
export interface Rendered {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

const LONGEST_SENTENCE = 1_000;
const LONGEST_HEADLINE = 300;
const LONGEST_ASIDE = 60;
const LONGEST_TEXT = 2_800;
/** All texts of a message together; what is beyond is left to the run's own page. */
const LONGEST_MESSAGE = 9_000;

export function renderNotice({ sentence, parts }: Notice): Rendered {
  const blocks: KnownBlock[] = [];
  let room = LONGEST_MESSAGE;
  let isCut = false;
  for (const part of parts) {
    const block = renderPart(part, room);
    if (block === undefined) continue;
    const size = JSON.stringify(block).length;
    if (size > room && !mayNotMiss(part)) {
      isCut = true;
      continue;
    }
    room -= size;
    addTo(blocks, block);
  }
  if (isCut) addTo(blocks, small("There is more than fits here; pitcrew logs shows all of it."));
  return { text: escaped(sentence, LONGEST_SENTENCE), blocks };
}

/** Whoever is called and what they can do about it is there whatever else is not. */
function mayNotMiss({ is }: NoticePart): boolean {
  return is === "buttons" || is === "call" || is === "headline";
}

type Part = RichTextBlock | ActionsBlock | ContextBlock;

/** Lines that follow each other stand in one block, without a gap between them. */
function addTo(blocks: KnownBlock[], block: Part): void {
  const last = blocks.at(-1);
  if (last?.type === "rich_text" && block.type === "rich_text") {
    last.elements.push(...block.elements);
  } else blocks.push(block);
}

function renderPart(part: NoticePart, room: number): Part | undefined {
  const most = Math.min(LONGEST_TEXT, room);
  switch (part.is) {
    case "headline": {
      const aside = part.aside === null ? [] : [words(`   ${part.aside}`, false, LONGEST_ASIDE)];
      const about = part.about === "" ? [] : [words(`  ${part.about}`, false, LONGEST_HEADLINE)];
      return line([words(part.state, true, LONGEST_HEADLINE), ...about, ...aside]);
    }
    case "text":
      return part.text === "" ? undefined : line([words(part.text, false, most)]);
    case "row":
      return line([words(`${part.label}  `, true), words(part.text, false, most)]);
    case "lines":
      return part.lines.length === 0 ? undefined : lines(part.lines);
    case "table":
      return table(part.columns, part.rows);
    case "call": {
      const people = part.people.map((id): RichTextElement => ({ type: "user", user_id: id }));
      return line([
        ...people.flatMap((person) => [person, words(" ")]),
        words(part.text, false, LONGEST_HEADLINE),
      ]);
    }
    case "small":
      return part.text === "" ? undefined : small(part.text);
    case "buttons":
      return part.buttons.length === 0 ? undefined : actions(part.buttons);
  }
}

function words(text: string, bold = false, most = LONGEST_TEXT): RichTextElement {
  const shown = plain(text, most);
  return bold ? { type: "text", text: shown, style: { bold } } : { type: "text", text: shown };
}

/** Slack refuses a text that is empty. */
function line(elements: readonly RichTextElement[]): RichTextBlock {
  const said = elements.filter((element) => element.type !== "text" || element.text !== "");
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: said }] };
}

/** Only what we say ourselves may lead anywhere, so the text itself stays plain. */
function lines(all: Extract<NoticePart, { readonly is: "lines" }>["lines"]): RichTextBlock {
  const elements = all.flatMap(({ text, url }, at): readonly RichTextElement[] => [
    words(`${at === 0 ? "" : "\n"}${text.replaceAll("\n", " ")}  `, false, LONGEST_LINE),
    ...(url === null ? [] : [{ type: "link", url, text: "open" } as const]),
  ]);
  return line(elements);
}

const LONGEST_LINE = 300;

function table(columns: readonly string[], rows: readonly (readonly string[])[]): RichTextBlock {
  const cells = [columns, ...rows].map((row) => row.map((cell) => plain(cell, LONGEST_CELL)));
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("   "),
  );
  const text = plain(lines.join("\n"), LONGEST_TEXT);
  return {
    type: "rich_text",
    elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }],
  };
}

const LONGEST_CELL = 40;

function small(text: string): ContextBlock {
  const shown = plain(text, LIMITS.contextText);
  return { type: "context", elements: [{ type: "plain_text", text: shown, emoji: false }] };
}

function actions(buttons: readonly Button[]): ActionsBlock {
  return { type: "actions", elements: buttons.slice(0, LIMITS.actions).map(button) };
}

/** The place in its row makes the id unique; what a click means stands in its value. */
function button({ label, spoken, tone, does }: Button, at: number): SlackButton {
  const common = {
    type: "button",
    text: { type: "plain_text", text: plain(label, LIMITS.buttonText), emoji: false },
    accessibility_label: plain(spoken.replaceAll("\n", " "), LIMITS.buttonSpoken),
    ...(tone === "main" && { style: "primary" as const }),
    ...(tone === "danger" && { style: "danger" as const }),
  } as const;
  switch (does.is) {
    case "open":
      return { ...common, action_id: `open:${at}`, url: does.url };
    case "click":
      return {
        ...common,
        ...(tone === "danger" && does.act !== "approve" && { confirm: sureOf(label, spoken) }),
        action_id: `${does.act}:${at}`,
        value: JSON.stringify(does),
      };
  }
}

/** A thumb slips at three in the morning. */
function sureOf(label: string, spoken: string): ConfirmationDialog {
  const text = (words: string, most: number) =>
    ({ type: "plain_text", text: plain(words, most), emoji: false }) as const;
  return {
    title: text(`${label}?`, LIMITS.confirmTitle),
    text: text(spoken, LIMITS.confirmText),
    confirm: text(label, LIMITS.confirmButton),
    deny: text("Leave it", LIMITS.confirmButton),
  };
}
