import { expect, test } from "vitest";
import { reportBlocks } from "../../src/report/report-blocks.ts";
import { writeMarkdown } from "../../src/report/write-markdown.ts";
import { hostileReport, reportOf } from "./report-of.ts";

const page = (zone: string, report = reportOf()): string =>
  writeMarkdown(reportBlocks(report, zone));

test("the page has all that a review asks for, in the order in which it reads", () => {
  const headings = page("UTC").match(/^##? .*/gm);

  expect(headings).toEqual([
    "# FIXED in 40 s: clear-lock · orders",
    "## Timeline",
    "## The alert",
    "## Who decided",
    "## What was sent",
    "## Before and after",
    "## What went well",
    "## What to change",
    "## The playbook: clear-lock 1.2.0",
    "## Proof",
  ]);
});

test("the timeline tells what led to something, in UTC and in the reader's zone", () => {
  const rows = page("Europe/Berlin").match(/^\| 2026.*\| (started|woke|voted) \|.*$/gm);

  expect(rows).toEqual([
    '| 2026-11-21T03:00:00.000Z | 21 Nov 2026, 04:00:00 | started |  | ann | slack | Began "look". |',
    '| 2026-11-21T03:00:20.000Z | 21 Nov 2026, 04:00:20 | voted | clear | bob | console | bob approved "clear" (1 of 1). |',
  ]);
});

test("every entry stands in the proof, with its hash", () => {
  expect(page("UTC")).toMatch(
    /\| 1 \| started \| h1 \|\n\| 2 \| woke \| h2 \|\n\| 3 \| voted \| h3 \|/,
  );
});

test("a course is told in numbers", () => {
  expect(page("UTC")).toContain("| waiting | 6 | 5 | 6 | 5 |");
});

test("what others wrote is shown and not obeyed", () => {
  const text = page("UTC", hostileReport());

  const outsideCode = text.match(/^(?! {4}).*/gm)?.join("\n");
  expect(outsideCode).not.toMatch(/(?<!\\)(<|\[a\]|`)/);
  for (const sign of ["\u202E", "\u001b"]) expect(text).not.toContain(sign);
});
