import { stringify } from "yaml";
import { changes } from "../model/effect-class.ts";
import { holesOf } from "../model/field-at.ts";
import type { Holes } from "../model/fields.ts";
import { markdownTable } from "../model/markdown-table.ts";
import { fieldsOf, nodeOf, type SchemaNode } from "../model/shape-of.ts";
import { describeType } from "./describe-type.ts";
import type { AnyKind } from "./step-kind.ts";

/** The reference of all kinds as one Markdown page, made from what the kinds say of themselves. */
export function kindDocs(kinds: Iterable<AnyKind>): string {
  const all = [...kinds];
  const families = FAMILIES.map(({ title, about, holds }) => {
    const members = all.filter(holds);
    return members.length === 0 ? "" : [`## ${title}`, about, ...members.map(section)].join("\n\n");
  });
  return `${[INTRODUCTION, overview(all), ...families.filter((text) => text !== "")].join("\n\n")}\n`;
}

const INTRODUCTION = `# Step kinds

What a step can do. \`kind\` names one of these, and \`with\` holds its params.

The column "Data" says where a \`\${{ }}\` may stand: **no** in text that somebody parses, **exact** as
the whole value or beside safe holes only (names, ids, whole numbers, choices), **anywhere** in prose
that only people read.`;

interface Family {
  readonly title: string;
  readonly about: string;
  readonly holds: (kind: AnyKind) => boolean;
}

const FAMILIES: readonly Family[] = [
  {
    title: "Steering the run and telling people",
    about:
      "The engine carries these out itself; they touch no system, and need no approval. What they tell " +
      "people stands in the commit that ends the step, and reaches them from there.",
    holds: (kind) => kind.carrier === "engine",
  },
  {
    title: "Looking",
    about: "Reads run in every mode, are repeated freely, and may stand in `verify`.",
    holds: (kind) => kind.carrier === "step" && !changes(kind.effect),
  },
  {
    title: "Changing",
    about: "Changes need a `verify`, and wait for an approval where the mode asks for one.",
    holds: (kind) => kind.carrier === "step" && changes(kind.effect),
  },
];

function overview(kinds: readonly AnyKind[]): string {
  const rows = kinds.map(({ kind, effect, summary }) => [
    `[\`${kind}\`](#${anchor(kind)})`,
    `\`${effect}\``,
    summary,
  ]);
  return markdownTable(["Kind", "Class", "What it does"], rows);
}

/** The anchor that a heading of this text gets: punctuation goes, the rest stays. */
function anchor(kind: string): string {
  return kind.replaceAll(".", "");
}

function section(kind: AnyKind): string {
  return [
    `### ${kind.kind}`,
    kind.summary,
    facts(kind),
    `Params:\n\n${paramTable(kind)}`,
    describeOutput(kind),
    `Example:\n\n${example(kind)}`,
  ].join("\n\n");
}

function facts(kind: AnyKind): string {
  const lines = [`- Class: ${effectInWords(kind)}`];
  if (kind.carrier === "step") {
    lines.push(`- Time-out: \`${kind.timeout}\`, unless the step says otherwise`);
    lines.push(`- Undo: ${undoInWords(kind.undo)}`);
    if (kind.inDoubt !== undefined) lines.push(`- When no answer came: ${kind.inDoubt}`);
    if (kind.temporary === true) lines.push(`- Taken back however the run ends, ${UNLESS}`);
  }
  return lines.join("\n");
}

const UNLESS = "unless the step says `undo: none`";

function effectInWords({ effect, keyed }: AnyKind): string {
  if (keyed !== true) return `\`${effect}\``;
  return `\`${effect}\`; \`idempotent\` where the connection says that a repeat does no harm`;
}

function undoInWords(undo: Extract<AnyKind, { carrier: "step" }>["undo"]): string {
  switch (undo.is) {
    case "unneeded":
      return "not needed, nothing is changed";
    case "impossible":
      return `not by itself: ${undo.because}`;
    case "possible":
      return "puts back what was there, unless somebody has changed it since";
  }
}

function paramTable({ params }: AnyKind): string {
  const node = nodeOf(params);
  const rows = Object.entries(fieldsOf(node)).map(([name, field]) => [
    `\`${name}\``,
    describeType(field),
    need(name, node, field),
    DATA[holesOf(field)],
    field.description ?? "",
  ]);
  return markdownTable(["Param", "Type", "Needed", "Data", "Meaning"], rows);
}

const DATA: Readonly<Record<Holes, string>> = { literal: "no", exact: "exact", text: "anywhere" };

function need(name: string, whole: SchemaNode, field: SchemaNode): string {
  const { default: filled } = field;
  if (typeof filled === "string") return `no; \`${filled}\``;
  if (filled !== undefined) return `no; \`${JSON.stringify(filled)}\``;
  return whole.required?.includes(name) === true ? "yes" : "no";
}

function describeOutput({ output }: AnyKind): string {
  const node = nodeOf(output);
  const rows = Object.entries(fieldsOf(node)).map(([name, field]) => [
    `\`${name}\``,
    describeType(field),
    node.required?.includes(name) === true ? "always" : "may be missing",
    field.description ?? "",
  ]);
  if (rows.length === 0) return "Output: none.";
  return `Output:\n\n${markdownTable(["Field", "Type", "There", "Meaning"], rows)}`;
}

function example({ kind, example: params }: AnyKind): string {
  const step = [{ id: "example", kind, with: params }];
  return `\`\`\`yaml\n${stringify(step, { lineWidth: 0 })}\`\`\``;
}
