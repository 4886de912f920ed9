import type { Code } from "../../model/codes.ts";
import type { Context, Mistake } from "./mistake.ts";
import type { Spot } from "./spots.ts";
import type { Lexeme } from "../tokens.ts";

/** `%YAML 1.1` would turn every `yes` of the file into true. */
export function refusedDirective({ lexeme }: Spot): Mistake | undefined {
  if (lexeme.type !== "directive-line") return undefined;
  return refused(
    lexeme,
    "E104",
    "Directives (%) are not used here: every file is read as YAML 1.2",
    "remove the line",
  );
}

export function refusedTag({ lexeme }: Spot): Mistake | undefined {
  if (lexeme.type !== "tag") return undefined;
  return refused(
    lexeme,
    "E104",
    `The tag ${lexeme.text} is not used here: what a value is follows from its field`,
    "remove the tag; put the value in quotes if it must be text",
  );
}

export function refusedAnchor({ lexeme }: Spot): Mistake | undefined {
  if (lexeme.type !== "anchor") return undefined;
  return refused(
    lexeme,
    "E104",
    `The anchor ${lexeme.text} is not used here: what you read must be what runs`,
    "remove it, and write the value out wherever it is used",
  );
}

export function refusedAlias({ lexeme }: Spot, { anchors }: Context): Mistake | undefined {
  if (lexeme.type !== "alias" || !anchors.has(lexeme.text.slice(1))) return undefined;
  return refused(
    lexeme,
    "E104",
    `The alias ${lexeme.text} is not used here: what you read must be what runs`,
    "write the value out here",
  );
}

export function unclosedQuote({ lexeme }: Spot): Mistake | undefined {
  if (lexeme.type !== "double-quoted-scalar" && lexeme.type !== "single-quoted-scalar")
    return undefined;
  const quote = lexeme.text.slice(0, 1);
  if (lexeme.text.length > 1 && lexeme.text.endsWith(quote)) return undefined;
  const mistake = refused(
    lexeme,
    "E103",
    `The quote ${quote} that opens here is not closed`,
    `add ${quote} at the end of the value`,
  );
  return { ...mistake, derails: true };
}

export function unclosedBracket({ unclosed }: Spot): Mistake | undefined {
  if (unclosed === undefined) return undefined;
  const close = unclosed.text === "{" ? "}" : "]";
  const mistake = refused(
    unclosed,
    "E103",
    `The ${unclosed.text} that opens here is not closed`,
    `add ${close}, and indent what stands between them`,
  );
  return { ...mistake, derails: true };
}

function refused(lexeme: Lexeme, code: Code, message: string, fix: string): Mistake {
  const part = { start: lexeme.offset, end: lexeme.offset + lexeme.text.length };
  return { part, fault: { code, message, fix, level: "error" } };
}
