import type { Button, InputBlock, KnownBlock, View } from "@slack/types";

/** What Slack takes, from its reference of blocks and views; `total` is what was seen to work. */
export const LIMITS = {
  blocksOfMessage: 50,
  blocksOfView: 100,
  total: 12_000,
  sectionText: 3_000,
  richText: 3_000,
  contextElements: 10,
  contextText: 2_000,
  actions: 25,
  buttonText: 75,
  buttonValue: 2_000,
  buttonSpoken: 75,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  url: 3_000,
  id: 255,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3_000,
  inputLabel: 2_000,
  inputHint: 2_000,
  options: 100,
  optionText: 75,
} as const;

type Limit = keyof typeof LIMITS;

interface Measured {
  readonly limit: Limit;
  readonly size: number;
}

/** What is larger than Slack takes, in words; nothing when all of it fits. */
export function tooLarge(blocks: readonly KnownBlock[], most: Limit): readonly string[] {
  const total = { limit: "total", size: JSON.stringify(textsOf(blocks)).length } as const;
  const all = [{ limit: most, size: blocks.length }, ...blocks.flatMap(measure), total];
  return all.flatMap(({ limit, size }) =>
    size > LIMITS[limit] ? [`${limit} is ${size}, and ${LIMITS[limit]} is the most`] : [],
  );
}

export function viewTooLarge(view: View): readonly string[] {
  const texts: Measured[] = [
    { limit: "privateMetadata", size: view.private_metadata?.length ?? 0 },
  ];
  if (view.type === "modal") {
    texts.push({ limit: "viewTitle", size: view.title.text.length });
    for (const button of [view.submit, view.close]) {
      texts.push({ limit: "viewButton", size: button?.text.length ?? 0 });
    }
  }
  const words = texts.flatMap(({ limit, size }) =>
    size > LIMITS[limit] ? [`${limit} is ${size}, and ${LIMITS[limit]} is the most`] : [],
  );
  // What a view of ours holds are blocks that this file knows.
  return [...words, ...tooLarge(view.blocks as KnownBlock[], "blocksOfView")];
}

function measure(block: KnownBlock): readonly Measured[] {
  const id: Measured = { limit: "id", size: block.block_id?.length ?? 0 };
  return [id, ...measureContent(block)];
}

/** Blocks of any other type are not made here. */
function measureContent(block: KnownBlock): readonly Measured[] {
  if (block.type === "rich_text")
    return richTextsOf(block).map((text) => ({ limit: "richText", size: text.length }));
  if (block.type === "context") {
    const texts = block.elements.map((element): Measured => {
      return { limit: "contextText", size: "text" in element ? element.text.length : 0 };
    });
    return [{ limit: "contextElements", size: block.elements.length }, ...texts];
  }
  if (block.type === "actions") {
    const buttons = block.elements.flatMap((element) =>
      element.type === "button" ? measureButton(element) : [],
    );
    return [{ limit: "actions", size: block.elements.length }, ...buttons];
  }
  if (block.type === "input") {
    return [
      { limit: "inputLabel", size: block.label.text.length },
      { limit: "inputHint", size: block.hint?.text.length ?? 0 },
      ...measureOptions(block.element),
    ];
  }
  throw new RangeError(`No limits are known for a block of type ${block.type}`);
}

function measureOptions(element: InputBlock["element"]): readonly Measured[] {
  if (element.type !== "static_select") return [];
  const { options = [] } = element;
  const texts = options.flatMap(({ text, value }): readonly Measured[] => [
    { limit: "optionText", size: text.text.length },
    { limit: "optionText", size: value?.length ?? 0 },
  ]);
  return [{ limit: "options", size: options.length }, ...texts];
}

function measureButton({
  text,
  value,
  url,
  action_id,
  accessibility_label,
  confirm,
}: Button): Measured[] {
  return [
    { limit: "buttonText", size: text.text.length },
    { limit: "buttonValue", size: value?.length ?? 0 },
    { limit: "buttonSpoken", size: accessibility_label?.length ?? 0 },
    { limit: "url", size: url?.length ?? 0 },
    { limit: "id", size: action_id?.length ?? 0 },
    { limit: "confirmTitle", size: confirm?.title?.text.length ?? 0 },
    { limit: "confirmText", size: confirm?.text.text.length ?? 0 },
    { limit: "confirmButton", size: confirm?.confirm?.text.length ?? 0 },
  ];
}

function richTextsOf(block: Extract<KnownBlock, { type: "rich_text" }>): readonly string[] {
  return block.elements.flatMap(({ elements }) =>
    elements.flatMap((element) => ("text" in element ? [element.text ?? ""] : [])),
  );
}

function textsOf(blocks: readonly KnownBlock[]): readonly string[] {
  const texts: string[] = [];
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === "text" && typeof value === "string") texts.push(value);
    return value;
  });
  return texts;
}
