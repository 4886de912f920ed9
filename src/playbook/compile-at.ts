import type { Expression, Scope } from "../expr/expression.ts";
import { compileTree, type Tree } from "../expr/fill.ts";
import type { JsonValue } from "../model/json.ts";
import type { Path, Problem } from "../model/problem.ts";
import type { Shape } from "../model/shape.ts";
import { shapeWords } from "../model/shape-words.ts";

/** Compiles what stands at one place of a playbook; nothing comes of what is absent or wrong. */
export interface CompileAt {
  readonly condition: CompileBare;
  readonly list: CompileBare;
  readonly tree: (value: JsonValue, scope: Scope, at: Path) => Tree | undefined;
}

type CompileBare = (source: string | undefined, scope: Scope, at: Path) => Expression | undefined;

/** Every problem goes to `problems`, so that one pass over a playbook finds them all. */
export function compileInto(problems: Problem[]): CompileAt {
  return {
    condition: (source, scope, at) => bare(source, scope, at, CONDITION, problems),
    list: (source, scope, at) => bare(source, scope, at, LIST, problems),
    tree: (value, scope, at) => {
      const compiled = compileTree(value, scope);
      if (compiled.ok) return compiled.tree;
      for (const problem of compiled.problems) {
        problems.push({ ...problem, at: [...at, ...problem.at] });
      }
      return undefined;
    },
  };
}

interface Wanted {
  readonly is: Shape["is"];
  readonly words: string;
  readonly fix: string;
}

const CONDITION: Wanted = {
  is: "bool",
  words: "a condition that is true or false",
  fix: "compare it with something, as in `steps.depth.outputs.backlog > 500`",
};

const LIST: Wanted = {
  is: "list",
  words: "a list",
  fix: "name a list, such as `steps.locks.outputs.held`",
};

function bare(
  source: string | undefined,
  scope: Scope,
  at: Path,
  wanted: Wanted,
  problems: Problem[],
): Expression | undefined {
  if (source === undefined) return undefined;
  if (source.includes("${{")) {
    problems.push(wrappedInHole(source, at));
    return undefined;
  }
  const compiled = scope.compile(source);
  if (!compiled.ok) {
    problems.push({ ...compiled.problem, at, level: "error" });
    return undefined;
  }
  const { shape } = compiled.expression;
  if (shape.is !== wanted.is && shape.is !== "any") {
    problems.push(wrongType(source, shape, wanted, at));
    return undefined;
  }
  return compiled.expression;
}

function wrappedInHole(source: string, at: Path): Problem {
  const start = source.indexOf("${{");
  const unwrapped = source.replaceAll(/\$\{\{\s*|\s*\}\}/g, "").trim();
  return {
    code: "E204",
    at,
    span: { start, end: start + "${{".length },
    message: "This field is a bare expression, so it takes no ${{ }}",
    fix: `write it as: ${unwrapped}`,
    level: "error",
  };
}

function wrongType(source: string, shape: Shape, wanted: Wanted, at: Path): Problem {
  return {
    code: "E203",
    at,
    span: { start: 0, end: source.length },
    message: `This place needs ${wanted.words}, and the expression gives ${shapeWords(shape)}`,
    fix: wanted.fix,
    level: "error",
  };
}
