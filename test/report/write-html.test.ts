import { expect, test } from "vitest";
import { reportBlocks } from "../../src/report/report-blocks.ts";
import { writeHtml } from "../../src/report/write-html.ts";
import { hostileReport, reportOf } from "./report-of.ts";

test("the page brings its pictures and its look, and fetches nothing", () => {
  const page = writeHtml("clear-lock", reportBlocks(reportOf(), "UTC"));

  expect(page).toContain("<svg");
  expect(page).toContain("<figcaption>From 7 to 0.");
  expect(page).not.toMatch(/(src|href)=/);
  expect(page).toContain("default-src 'none'");
});

test("what others wrote is shown and not obeyed", () => {
  const page = writeHtml("<script>", reportBlocks(hostileReport(), "UTC"));

  for (const sign of ["<img", "<script", "\u202E", "\u001b"]) expect(page).not.toContain(sign);
});
