import { isObject, type JsonValue } from "../model/json.ts";
import { markdownTable } from "../model/markdown-table.ts";
import { ENVIRONMENT } from "./environment.ts";
import { settingsSchema } from "./settings-schema.ts";

/** The reference of `pitcrew.yaml` and the environment as one Markdown page. */
export function settingsDocs(): string {
  // Through JSON and back, it is plain data and nothing else.
  const schema = JSON.parse(JSON.stringify(settingsSchema())) as Schema;
  const sections = Object.entries(schema.properties ?? {}).filter(([name]) => name !== "format");
  return `${[INTRODUCTION, ...sections.map(section), environment()].join("\n\n")}\n`;
}

interface Schema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly JsonValue[];
  readonly default?: JsonValue;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

const INTRODUCTION = `# Settings

How Pitcrew behaves stands in \`pitcrew.yaml\`, or in the file that \`PITCREW_CONFIG\` names. Every setting has a default, so
there need not be such a file; the [example](examples/pitcrew.yaml) has one of each section. \`pitcrew serve\` reads it when
it starts, and refuses one with mistakes, naming all of them at once.

\`pitcrew schema --settings > pitcrew.schema.json\` is what editors complete it with, after a first line
\`# yaml-language-server: $schema=pitcrew.schema.json\`.

Secrets never stand in it: \`env:NAME\` or \`file:/path\` says where one is.`;

function section([name, schema]: readonly [string, Schema]): string {
  const rows = fieldsOf(schema, "").map(({ path, schema: field, isNeeded }) => [
    `\`${path === "" ? name : path}\``,
    typeOf(field),
    standardOf(field, isNeeded),
    field.description ?? "",
  ]);
  const about = schema.description ?? "";
  return `## ${name}\n\n${about}\n\n${markdownTable(["Setting", "Type", "Default", "Meaning"], rows)}`;
}

interface Field {
  readonly path: string;
  readonly schema: Schema;
  readonly isNeeded: boolean;
}

/** Every setting that is not itself made of settings; `<name>` stands for a name of your choice. */
function fieldsOf(schema: Schema, path: string, isNeeded = false): readonly Field[] {
  const { properties, required = [], additionalProperties: others, items, anyOf } = schema;
  const inside = path === "" ? "" : `${path}.`;
  if (properties !== undefined) {
    return Object.entries(properties).flatMap(([name, each]) =>
      fieldsOf(each, `${inside}${name}`, required.includes(name)),
    );
  }
  if (typeof others === "object" && isMade(others)) return fieldsOf(others, `${inside}<name>`);
  if (items !== undefined && isMade(items)) return fieldsOf(items, `${path}[]`);
  if (anyOf?.some(isMade)) {
    return alternatives(anyOf.map((each) => fieldsOf(each, path)));
  }
  return [{ path, schema, isNeeded }];
}

/** Only what every alternative needs is needed. */
function alternatives(several: readonly (readonly Field[])[]): readonly Field[] {
  const isNeeded = (path: string): boolean =>
    several.every((fields) => fields.some((field) => field.path === path && field.isNeeded));
  const byPath = new Map(several.flat().map((field) => [field.path, field]));
  return [...byPath.values()].map((field) => ({ ...field, isNeeded: isNeeded(field.path) }));
}

function isMade({ properties, anyOf, additionalProperties, items }: Schema): boolean {
  return (
    properties !== undefined ||
    anyOf?.some(isMade) === true ||
    (typeof additionalProperties === "object" && isMade(additionalProperties)) ||
    (items !== undefined && isMade(items))
  );
}

function typeOf({ type, enum: choices, items, anyOf }: Schema): string {
  if (choices !== undefined) return choices.map((choice) => `\`${said(choice)}\``).join(", ");
  if (anyOf !== undefined) return [...new Set(anyOf.map(typeOf))].join(" or ");
  if (items !== undefined) return `list of ${typeOf(items)}`;
  return typeof type === "string" ? (NAMES[type] ?? type) : "any";
}

const NAMES: Readonly<Record<string, string>> = { string: "text", object: "mapping" };

function standardOf({ default: standard }: Schema, isNeeded: boolean): string {
  if (standard === undefined) return isNeeded ? "needed" : "";
  const isEmpty = Array.isArray(standard) ? standard.length === 0 : isObject(standard);
  return isEmpty ? "none" : `\`${said(standard)}\``;
}

function said(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function environment(): string {
  const rows = ENVIRONMENT.map(({ name, standard, means }) => [
    `\`${name}\``,
    standard === "" ? "" : `\`${standard}\``,
    means,
  ]);
  return `## Environment\n\n${markdownTable(["Variable", "Default", "Meaning"], rows)}`;
}
