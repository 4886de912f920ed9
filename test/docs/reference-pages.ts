import { engineDocs } from "../../src/engine/docs/engine-docs.ts";
import { codeDocs } from "../../src/model/code-docs.ts";
import { kindDocs } from "../../src/steps/kind-docs.ts";
import { KINDS } from "../../src/steps/registry.ts";

/** Pages under docs/ that are written by `npm run docs` and never by hand. */
export const REFERENCE_PAGES: readonly { readonly file: string; readonly render: () => string }[] =
  [
    { file: "docs/errors.md", render: codeDocs },
    { file: "docs/engine.md", render: engineDocs },
    { file: "docs/kinds.md", render: () => kindDocs(KINDS) },
  ];
