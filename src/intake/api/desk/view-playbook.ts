import type { PlaybookView } from "../views/playbook-view.ts";
import type { LibraryEntry } from "./desk.ts";

export function viewPlaybook({ pinned, program }: LibraryEntry): PlaybookView {
  const { name, version, owner, severity, summary, params } = program.playbook;
  return {
    name,
    version,
    hash: pinned.hash,
    owner,
    severity,
    summary,
    params: Object.entries(params).map(([param, { type, default: value, describe }]) => ({
      name: param,
      type,
      hasDefault: value !== undefined,
      describe: describe ?? null,
    })),
  };
}
