import { readDocument } from "../../src/document/read-document.ts";
import { DEEP } from "./hostile-documents.ts";

// Run as a process of its own: what it must survive cannot be caught.
let count = 0;
for (const text of Object.values(DEEP)) {
  for (const attempt of ["first", "second"]) {
    readDocument(text, `${attempt}.yaml`);
    count += 1;
  }
}
process.stdout.write(`alive after ${count} documents\n`);
