import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import { Ajv } from "ajv";
import { tooLarge, viewTooLarge } from "../../src/integrations/slack/message/limits.ts";
import type { Laid } from "./blocks.ts";

const SCHEMA = join(import.meta.dirname, "../fixtures/slack/blocks.schema.json");
const isLaid = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(SCHEMA, "utf8")));

/** What Slack would not take about these blocks; nothing when it takes them. */
export function judgeBlocks(blocks: readonly KnownBlock[]): readonly string[] {
  const laid: Laid = { blocks: [...blocks] };
  if (!isLaid(laid)) return mistakes();
  const ids = blocks.flatMap((block) =>
    block.type === "actions" ? block.elements.map((element) => element.action_id) : [],
  );
  const isTwice = blocks.some((block) => {
    if (block.type !== "actions") return false;
    const own = block.elements.map((element) => element.action_id);
    return new Set(own).size < own.length;
  });
  return [
    ...tooLarge(blocks, "blocksOfMessage"),
    ...(isTwice ? [`an action_id stands twice in one block: ${ids.join(", ")}`] : []),
    ...emptyTexts(blocks),
  ];
}

export function judgeView(view: ModalView | HomeView): readonly string[] {
  const laid: Laid = view.type === "modal" ? { modal: view } : { home: view };
  if (!isLaid(laid)) return mistakes();
  return [...viewTooLarge(view), ...emptyTexts(view.blocks)];
}

function mistakes(): readonly string[] {
  return (isLaid.errors ?? []).slice(0, 3).map((error) => `${error.instancePath} ${error.message}`);
}

function emptyTexts(blocks: unknown): readonly string[] {
  const found: string[] = [];
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === "text" && value === "") found.push("a text is empty");
    return value;
  });
  return found;
}
