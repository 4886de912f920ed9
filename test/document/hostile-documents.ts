/** Documents that nest or copy without end: what recurses over them takes its process down. */
export const DEEP: Readonly<Record<string, string>> = {
  ...Object.fromEntries([100, 1_000, 10_000, 100_000, 1_000_000].flatMap(deepDocuments)),
  "alias bomb": bomb(9, (name) => `[${`*${name},`.repeat(9)}]`),
  "merge bomb": bomb(9, (name) => `{ ${`<<: *${name}, `.repeat(9)} }`),
  "unclosed quote in a deep list": `${"[".repeat(31)}"${"[".repeat(100_000)}`,
  "quotes that hide no brackets": `- a"${"[".repeat(5_000)}"\n- ${'b"['.repeat(5_000)}`,
};

/** Documents that are only large: they must not cost much more than reading them. */
export const WIDE: Readonly<Record<string, string>> = {
  "list of many empty items": "-\n".repeat(131_000),
  "map of many keys": Array.from({ length: 30_000 }, (_, index) => `k${index}:`).join("\n"),
  "one key again and again": "a: 1\n".repeat(50_000),
  "flow list of many items": `[${"1,".repeat(130_000)}]`,
  "many documents": "---\na\n".repeat(40_000),
  "many directives": "%YAML 1.2\n".repeat(25_000),
  "many anchors": "- &a b\n".repeat(30_000),
  "many tags": "- !a b\n".repeat(30_000),
  "only colons": ": ".repeat(130_000),
  "only quotes": '"'.repeat(260_000),
  "only backslashes in quotes": `"${"\\".repeat(260_000)}`,
  "only comments": "# x\n #\n".repeat(30_000),
  "blank lines, then comments": `a: b\n${"\n".repeat(120_000)}${" #\n".repeat(40_000)}`,
  "one long line": `a: ${"x ".repeat(130_000)}`,
  "one long number": `a: ${"1".repeat(260_000)}`,
  "many lines in one text": `a: ${"x\n  ".repeat(60_000)}`,
  "many holes left open": "a: ${{ x # y\n".repeat(20_000),
  "many bare braces": "a: {{ x }}\n".repeat(20_000),
  "closing brackets": "]}".repeat(130_000),
  "carriage returns": "\r".repeat(200_000),
  "zero bytes": "\0".repeat(200_000),
};

function deepDocuments(depth: number): [string, string][] {
  const shapes: Record<string, string> = {
    "open brackets": "[".repeat(depth),
    "open braces": "{".repeat(depth),
    "closed brackets": "[".repeat(depth) + "]".repeat(depth),
    "nested pairs in brackets": "[a: ".repeat(depth),
    "nested pairs in braces": "{a: ".repeat(depth),
    "braces as keys": `${"{".repeat(depth)}${"}: 1".repeat(depth)}`,
    dashes: "- ".repeat(depth),
    "question marks": "? ".repeat(depth),
    "dashes and question marks": "- ? ".repeat(depth),
    "tagged dashes": "- !a ".repeat(depth),
    "anchored brackets": "[&a ".repeat(depth),
    "brackets on lines": "[\n".repeat(depth),
    "brackets after a comment": `# "\n${"[".repeat(depth)}`,
    "brackets after an apostrophe": `a: don't\nb: ${"[".repeat(depth)}`,
    "brackets below a block": `a: |\n  "\nb: ${"[".repeat(depth)}`,
    "brackets in a second document": `a\n---\n${"[".repeat(depth)}`,
  };
  if (depth <= 1_000) shapes["indented maps"] = staircase(depth, "a:");
  if (depth <= 1_000) shapes["indented lists"] = staircase(depth, "-");
  return Object.entries(shapes).map(([name, text]) => [`${depth} ${name}`, text]);
}

function staircase(depth: number, head: string): string {
  return Array.from({ length: depth }, (_, level) => " ".repeat(level) + head).join("\n");
}

function bomb(levels: number, copies: (name: string) => string): string {
  const lines = ["a0: &a0 { x: 1 }"];
  for (let level = 1; level <= levels; level += 1) {
    lines.push(`a${level}: &a${level} ${copies(`a${level - 1}`)}`);
  }
  return lines.join("\n");
}
