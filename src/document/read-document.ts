import { Composer, type CST, type Document as Tree, isScalar, type Node } from "yaml";
import type { Finding } from "../model/problem.ts";
import { inspect } from "./decode.ts";
import type { Read } from "./document.ts";
import { locate, nodeAt } from "./locate.ts";
import { MAX_DEPTH, MAX_LEXEMES, tokenize } from "./tokens.ts";
import { findMistakes, type Mistakes } from "./mistakes/find-mistakes.ts";
import { type Fault, findingAt, MAX_FINDINGS, type Source, sourceOf } from "./source.ts";
import { explainSyntax } from "./syntax-errors.ts";
import { toValue } from "./to-value.ts";

/** Reads one YAML document, or says everything that is wrong with it. */
export function readDocument(text: string, file: string): Read {
  const inspected = inspect(text, file);
  if (!inspected.ok) return { ok: false, findings: [inspected.finding] };
  const source = sourceOf(file, inspected.text);
  const split = tokenize(source.text);
  switch (split.is) {
    case "too-deep":
    case "too-many":
      return {
        ok: false,
        findings: [findingAt(source, { start: split.offset, end: split.offset }, LIMITS[split.is])],
      };
    case "tokens": {
      const mistakes = findMistakes(split.lexemes, source);
      // Going on would cost most of the time, for findings that nobody will read.
      const isHopeless = mistakes.findings.length === MAX_FINDINGS;
      if (isHopeless) return { ok: false, findings: mistakes.findings };
      return compose(split.tokens, source, mistakes);
    }
  }
}

const LIMITS: Readonly<Record<"too-deep" | "too-many", Fault>> = {
  "too-deep": {
    code: "E102",
    message: `The document nests deeper than ${MAX_DEPTH} levels here`,
    fix: "flatten the structure",
    level: "error",
  },
  "too-many": {
    code: "E101",
    message: `The document has more than ${MAX_LEXEMES} words and signs up to here`,
    fix: "split it, or move data out of it",
    level: "error",
  },
};

/** Double keys are found in `toValue`: there it takes linear time and names both places. */
const OPTIONS = {
  version: "1.2",
  schema: "core",
  strict: true,
  merge: false,
  uniqueKeys: false,
  resolveKnownTags: false,
} as const;

function compose(tokens: readonly CST.Token[], source: Source, mistakes: Mistakes): Read {
  const trees = [...new Composer(OPTIONS).compose(untilLost(tokens), true, source.text.length)];
  const root = trees[0]?.contents;
  const { value, findings } = toValue(root, source);
  const errors = trees
    .flatMap((tree) => tree.errors)
    .filter(({ pos }) => !mistakes.explains(pos[0]))
    .slice(0, MAX_FINDINGS);
  const others = [...findings, ...secondDocument(trees[1], source)];
  const all = strongest(mistakes.findings, explainSyntax(errors, source), others);
  if (all.length > 0) return { ok: false, findings: all };
  return {
    ok: true,
    document: {
      file: source.file,
      text: source.text,
      value,
      locate: (problem) => locate(root, source, problem),
      spelling: (at) => spellingOf(nodeAt(root, at)),
    },
  };
}

/** Outside any document the parser complains about each single token; the first complaint says it all. */
function untilLost(tokens: readonly CST.Token[]): readonly CST.Token[] {
  const lost = tokens.find(({ type }) => type === "error");
  return tokens.filter((token) => token.type !== "error" || token === lost);
}

function secondDocument(tree: Tree | undefined, source: Source): readonly Finding[] {
  if (tree === undefined) return [];
  const start = tree.range?.[0] ?? 0;
  return [
    findingAt(
      source,
      { start, end: start },
      {
        code: "E104",
        message: "A second document starts here; a file holds one",
        fix: "move it to a file of its own",
        level: "error",
      },
    ),
  ];
}

/**
 * One cause often breaks a line in several ways. What a line's author got wrong explains the
 * parser's complaints about it, and the parser's first complaint explains what else is odd there.
 */
function strongest(
  mistakes: readonly Finding[],
  syntax: readonly Finding[],
  others: readonly Finding[],
): readonly Finding[] {
  const explained = new Set(mistakes.map(({ line }) => line));
  const found = [...mistakes];
  for (const finding of [...syntax, ...others]) {
    if (explained.has(finding.line)) continue;
    if (syntax.includes(finding)) explained.add(finding.line);
    found.push(finding);
  }
  return found.toSorted((a, b) => a.line - b.line || a.column - b.column).slice(0, MAX_FINDINGS);
}

function spellingOf(node: Node | undefined): string | undefined {
  return isScalar(node) ? node.source : undefined;
}
