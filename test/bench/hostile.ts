import { readDocument } from "../../src/document/read-document.ts";
import { DEEP, WIDE } from "../document/hostile-documents.ts";

// Each document is read twice in a row in this one process: the parser behind it is known to
// survive the first deep document and to take the process down with the second.

const GOAL = { milliseconds: 200, megabytes: 64 };

const documents = { ...DEEP, ...WIDE };

let missed = 0;
console.log("first ms  second ms  RSS MB  answer  document");
for (const [name, text] of Object.entries(documents)) {
  const before = process.memoryUsage().rss;
  const first = timed(text);
  const second = timed(text);
  const grown = (process.memoryUsage().rss - before) / 1_048_576;
  const slow = Math.max(first.milliseconds, second.milliseconds) > GOAL.milliseconds;
  const fat = grown > GOAL.megabytes;
  if (slow || fat) missed += 1;
  const columns = [
    first.milliseconds.toFixed(1).padStart(8),
    second.milliseconds.toFixed(1).padStart(10),
    grown.toFixed(1).padStart(7),
    first.answer.padEnd(7),
    slow || fat ? `${name} (over the goal)` : name,
  ];
  console.log(columns.join(" "));
}
console.log(
  `${Object.keys(documents).length} documents, ${missed} over ${GOAL.milliseconds} ms or ${GOAL.megabytes} MB`,
);

function timed(text: string): { readonly milliseconds: number; readonly answer: string } {
  const start = performance.now();
  const read = readDocument(text, "hostile.yaml");
  const milliseconds = performance.now() - start;
  return { milliseconds, answer: read.ok ? "read" : (read.findings[0]?.code ?? "none") };
}
