import { writeFile } from "node:fs/promises";
import { ReportView } from "../intake/api/views/report-view.ts";
import { reportBlocks } from "../report/report-blocks.ts";
import { withoutNames } from "../report/without-names.ts";
import { writeCsv } from "../report/write-csv.ts";
import { writeHtml } from "../report/write-html.ts";
import { writeMarkdown } from "../report/write-markdown.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { askServer } from "./server/ask-server.ts";
import { explainReply } from "./server/explain-reply.ts";
import { type ServerOptions, serverOf } from "./server/server.ts";
import { asJson, type Terminal } from "./terminal.ts";

type ReportForm = "md" | "html" | "json" | "csv";

interface WriteOptions extends ServerOptions {
  readonly as?: ReportForm;
  readonly out?: string;
  readonly zone?: string;
  readonly names: boolean;
}

/** What people want to read after an incident, in a form that they can send on. */
export async function exportReport(
  [run = ""]: readonly string[],
  options: WriteOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const zone = options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!isZone(zone)) {
    terminal.complain(`there is no time zone "${zone}"`, "name one such as Europe/Berlin or UTC");
    return EXIT.usage;
  }
  const server = serverOf(options);
  const path = `/v1/runs/${encodeURIComponent(run)}/report`;
  const reply = await askServer(server, { method: "GET", path }, ReportView);
  if (reply.is !== "answered") return explainReply(reply, server, terminal);
  const report = options.names ? reply.value : withoutNames(reply.value);
  const text = textOf(report, options.as ?? "md", zone);
  if (options.out === undefined) {
    terminal.print(text.replace(/\r?\n$/, ""));
    return EXIT.done;
  }
  return keep(text, options.out, terminal);
}

async function keep(text: string, file: string, terminal: Terminal): Promise<ExitCode> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    terminal.complain(`${file} cannot be written: ${why}`, "name a file in a folder that is there");
    return EXIT.usage;
  }
  terminal.note(`Wrote ${file}.`);
  return EXIT.done;
}

function textOf(report: ReportView, form: ReportForm, zone: string): string {
  switch (form) {
    case "md":
      return writeMarkdown(reportBlocks(report, zone));
    case "html":
      return writeHtml(report.run.headline.about, reportBlocks(report, zone));
    case "json":
      return `${asJson(report)}\n`;
    case "csv":
      return writeCsv(report);
  }
}

function isZone(timeZone: string): boolean {
  try {
    Intl.DateTimeFormat("en-GB", { timeZone });
    return true;
  } catch {
    return false;
  }
}
