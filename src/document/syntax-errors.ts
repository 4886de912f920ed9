import type { YAMLParseError } from "yaml";
import type { Finding, Span } from "../model/problem.ts";
import { corrected, quote, quoteFix, restOfLine } from "./mistakes/quote.ts";
import { type Fault, findingAt, lineAt, lineText, type Source } from "./source.ts";

/** The parser's complaints in words that say what to do. */
export function explainSyntax(
  errors: readonly YAMLParseError[],
  source: Source,
): readonly Finding[] {
  return errors.map((error) => {
    const [start, end] = error.pos;
    return findingAt(source, { start, end }, explain(error, start, source));
  });
}

function explain({ code, message }: YAMLParseError, at: number, source: Source): Fault {
  switch (code) {
    case "TAB_AS_INDENT":
      return notYaml(
        "A tab indents this line, and YAML allows only spaces there",
        "replace each tab by two spaces",
      );
    case "BAD_SCALAR_START":
      return notYaml(
        `A value may not start with ${source.text[at] ?? "this"} outside quotes`,
        quoteFix(source, restOfLine(source, at)),
      );
    case "BLOCK_AS_IMPLICIT_KEY":
      return secondKey(source, at);
    case "MULTILINE_IMPLICIT_KEY":
    case "MISSING_CHAR":
      return missing(source, at, message);
    case "BAD_INDENT":
      return notYaml(
        "The indentation of this line fits nothing that is open above it",
        "give it as many spaces as the line it belongs with",
      );
    case "BAD_DQ_ESCAPE":
      return notYaml(
        `${source.text.slice(at, at + 2)} is no escape that double quotes know`,
        "write \\\\ for a backslash, or use single quotes",
      );
    case "UNEXPECTED_TOKEN":
    case "ALIAS_PROPS":
    case "BAD_ALIAS":
    case "BAD_COLLECTION_TYPE":
    case "BAD_DIRECTIVE":
    case "BAD_PROP_ORDER":
    case "BLOCK_IN_FLOW":
    case "DUPLICATE_KEY":
    case "IMPOSSIBLE":
    case "KEY_OVER_1024_CHARS":
    case "MULTIPLE_ANCHORS":
    case "MULTIPLE_DOCS":
    case "MULTIPLE_TAGS":
    case "NON_STRING_KEY":
    case "RESOURCE_EXHAUSTION":
    case "TAG_RESOLVE_FAILED":
      return other(source, at, message);
  }
}

/** `summary: Note: this`, or a line that is indented below a value. */
function secondKey(source: Source, at: number): Fault {
  const part = restOfLine(source, at);
  const isOnThisLine = source.text.slice(part.start, part.end).includes(": ");
  if (!isOnThisLine) {
    return notYaml(
      "The line below is indented as if it belonged to this value",
      "give both lines the same indentation, or put the value below as well",
    );
  }
  return notYaml(
    'The value holds ": ", which YAML takes for the start of another map',
    quoteFix(source, part),
  );
}

/** `name:value`, or a line without any colon. */
function missing(source: Source, at: number, message: string): Fault {
  const { text, from } = lineText(source, lineAt(source, at));
  const glued = /^[\s-]*[A-Za-z_][A-Za-z0-9_.-]*:(?=\S)/.exec(text)?.[0];
  if (glued !== undefined) {
    const line = corrected(source, { start: from, end: from + glued.length }, `${glued} `) ?? text;
    return notYaml("There is no space after the colon, so YAML sees no key here", `write ${line}`);
  }
  if (!text.includes(":"))
    return notYaml(
      `"${text.trim()}" is no key with a value`,
      "write it as key: value, or indent it below the value it belongs to",
    );
  return other(source, at, message);
}

/** Many errors vanish when the value is quoted, so that is what to try first. */
function other(source: Source, at: number, message: string): Fault {
  const value = valueOfLine(source, at);
  const what = `YAML cannot read this: ${lowerFirst(message)}`;
  if (value === undefined) return notYaml(what, "compare with the lines around it");
  const line = corrected(source, value, quote(source.text.slice(value.start, value.end)));
  return notYaml(what, `if the value is meant as text, write ${line ?? "it in quotes"}`);
}

/** The part after `key: ` or `- ` when it does not start with a quote already. */
function valueOfLine(source: Source, at: number): Span | undefined {
  const { text, from } = lineText(source, lineAt(source, at));
  const before = /^(?:[\s-]*[A-Za-z_][A-Za-z0-9_.-]*:|\s*-)\s+(?=[^\s"'])/.exec(text)?.[0];
  return before === undefined ? undefined : restOfLine(source, from + before.length);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function notYaml(message: string, fix: string): Fault {
  return { code: "E103", message, fix, level: "error" };
}
