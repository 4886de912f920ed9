// `npm run docs`: writes the reference pages that are made from the code. A test keeps them equal.

import { writeFile } from "node:fs/promises";
import { REFERENCE_PAGES } from "../test/docs/reference-pages.ts";

for (const { file, render } of REFERENCE_PAGES) {
  await writeFile(file, render());
  console.log(`wrote ${file}`);
}
