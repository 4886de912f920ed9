import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Report } from "../../drills/scenario/report.ts";
import { reportPage } from "../../drills/scenario/report-page.ts";
import { NAME_PATTERN } from "../../model/fields.ts";
import { asJson } from "../terminal.ts";

/** Keeps a report, for programs and as a page; there must be none of this id yet. */
export async function keepReport(dataDir: string, report: Report): Promise<void> {
  const folder = folderOf(dataDir, report.id);
  // From the root: where the current folder was removed, Node would look for its parents for ever.
  await mkdir(resolve(dataDir, FOLDER), { recursive: true });
  await mkdir(folder);
  await writeFile(join(folder, JSON_FILE), `${asJson(report)}\n`);
  await writeFile(join(folder, PAGE_FILE), reportPage(report));
}

/** A report that was kept, and its page; nothing when there is none. */
export async function readReport(
  dataDir: string,
  id: string,
): Promise<{ readonly report: Report; readonly page: string } | undefined> {
  if (!NAME_PATTERN.test(id)) return undefined;
  const folder = folderOf(dataDir, id);
  const read = (file: string) => readFile(join(folder, file), "utf8").catch(absent);
  const [json, page] = await Promise.all([read(JSON_FILE), read(PAGE_FILE)]);
  if (json === undefined || page === undefined) return undefined;
  return { report: Report.parse(JSON.parse(json)), page };
}

/** All that were kept. */
export async function listReports(dataDir: string): Promise<readonly Report[]> {
  const ids = (await readdir(join(dataDir, FOLDER)).catch(absent)) ?? [];
  const kept = await Promise.all(ids.map((id) => readReport(dataDir, id)));
  return kept.flatMap((one) => (one === undefined ? [] : [one.report]));
}

const FOLDER = "drills";
const JSON_FILE = "report.json";
const PAGE_FILE = "report.md";

function folderOf(dataDir: string, id: string): string {
  return join(dataDir, FOLDER, id);
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
