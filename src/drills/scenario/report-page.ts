import { markdownTable } from "../../model/markdown-table.ts";
import { type Report, reportLines } from "./report.ts";

/** A report as a page of Markdown, to be read and kept. */
export function reportPage(report: Report): string {
  const [title = ""] = reportLines(report);
  const rows = report.scorecard.map(({ of, passed, says }) => [
    of,
    passed ? "passed" : "failed",
    says,
  ]);
  const run = report.run === null ? "Nothing ran." : `It was run ${report.run}.`;
  return `# ${title}

${report.summary} The range was broken at ${report.began} by \`${report.fault}\`: ${report.cause} ${run}

${markdownTable(["what", "", "how it went"], rows)}

The times are those of this one drill, and say nothing about the next.
`;
}
