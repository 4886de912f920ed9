import type { Document } from "../document/document.ts";
import { parseAs } from "../document/parse-as.ts";
import { readDocumentFile } from "../document/read-file.ts";
import type { Finding } from "../model/problem.ts";
import { Playbook } from "../playbook/format/playbook.ts";
import { missing } from "./missing.ts";

export type PlaybookRead =
  | { readonly ok: true; readonly playbook: Playbook; readonly document: Document }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** A playbook by its form alone, for verbs that do not ask whether it would work. */
export async function readPlaybook(path: string): Promise<PlaybookRead> {
  const file = await readDocumentFile(path);
  switch (file.is) {
    case "absent":
      return { ok: false, findings: [missing(path)] };
    case "refused":
      return { ok: false, findings: file.findings };
    case "read": {
      const { document } = file;
      const parsed = parseAs(Playbook, document);
      if (parsed.ok) return { ok: true, playbook: parsed.value, document };
      return { ok: false, findings: parsed.problems.map(document.locate) };
    }
  }
}
