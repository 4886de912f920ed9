import { isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from "yaml";
import type { JsonObject, JsonValue } from "../model/json.ts";
import type { Finding, Span } from "../model/problem.ts";
import { type Fault, findingAt, lineAt, type Source } from "./source.ts";

/** Names that reach into an object's machinery in JavaScript. */
const DANGEROUS_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

export interface Valued {
  readonly value: JsonValue;
  readonly findings: readonly Finding[];
}

/** The plain value of a tree, and everything in the tree that has none. */
export function toValue(root: unknown, source: Source): Valued {
  const findings: Finding[] = [];
  const report = (node: Node, fault: Fault) =>
    findings.push(findingAt(source, rangeOf(node), fault));
  return { value: valueOf(root), findings };

  function valueOf(node: unknown): JsonValue {
    if (isMap(node)) return objectOf(node);
    if (isSeq(node)) return node.items.map(valueOf);
    if (isScalar(node)) return single(node);
    return null;
  }

  function objectOf(map: YAMLMap): JsonObject {
    const seen = new Map<string, Node>();
    const entries: [string, JsonValue][] = [];
    for (const pair of map.items) {
      const key = keyOf(pair, map);
      const value = valueOf(pair.value);
      if (key === undefined) continue;
      const first = seen.get(key.text);
      if (first !== undefined)
        report(key.node, writtenTwice(key.text, lineAt(source, rangeOf(first).start) + 1));
      seen.set(key.text, key.node);
      entries.push([key.text, value]);
    }
    return Object.fromEntries(entries);
  }

  function keyOf({ key }: Pair, map: YAMLMap): { text: string; node: Scalar } | undefined {
    if (!isScalar(key)) {
      report(isMap(key) || isSeq(key) ? key : map, COMPLEX_KEY);
      return undefined;
    }
    const text = key.source ?? String(key.value);
    const fault = keyFault(text, key);
    if (fault === undefined) return { text, node: key };
    report(key, fault);
    return undefined;
  }

  function single(node: Scalar): JsonValue {
    const { value } = node;
    if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
    const spelled = node.source ?? "";
    if (typeof value !== "number" || !Number.isFinite(value)) {
      report(node, notANumber(spelled));
      return null;
    }
    if (Number.isInteger(value) && !Number.isSafeInteger(value))
      report(node, tooManyDigits(spelled));
    return value;
  }
}

/** Where a node stands, without the white space and comments after it. */
export function rangeOf(node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

function keyFault(text: string, key: Scalar): Fault | undefined {
  if (DANGEROUS_KEYS.has(text)) {
    return {
      code: "E111",
      message: `The key ${text} is never allowed: in JavaScript it reaches behind the data`,
      fix: "use another name",
      level: "error",
    };
  }
  if (text === "<<" && key.type === "PLAIN") return MERGE_KEY;
  if (text === "" && key.type === "PLAIN") return NO_KEY;
  return undefined;
}

const COMPLEX_KEY: Fault = {
  code: "E104",
  message: "A key must be a single word or text, not a list or a map",
  fix: 'write it as text, such as "name": …',
  level: "error",
};

const MERGE_KEY: Fault = {
  code: "E104",
  message: "Merge keys (<<) are not used here: what you read must be what runs",
  fix: "write the fields out where they are used",
  level: "error",
};

const NO_KEY: Fault = {
  code: "E103",
  message: "There is no key before this colon",
  fix: "write the key before it, such as name: value",
  level: "error",
};

function writtenTwice(key: string, line: number): Fault {
  return {
    code: "E105",
    message: `The key "${key}" is already written on line ${line}`,
    fix: "remove or rename one of the two",
    level: "error",
  };
}

function notANumber(spelled: string): Fault {
  return {
    code: "E112",
    message: `${spelled} is not a finite number`,
    fix: `write a number, or "${spelled}" in quotes if text is meant`,
    level: "error",
  };
}

function tooManyDigits(spelled: string): Fault {
  return {
    code: "E112",
    message: `The number ${spelled} has more digits than a number keeps`,
    fix: `write "${spelled}" in quotes, so that it stays exact`,
    level: "error",
  };
}
