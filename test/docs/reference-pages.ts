import { settingsDocs } from "../../src/config/settings-docs.ts";
import { rangeDocs } from "../../src/drills/range/range-docs.ts";
import { engineDocs } from "../../src/engine/docs/engine-docs.ts";
import { ROUTES } from "../../src/intake/api/endpoints/routes.ts";
import { apiDocs } from "../../src/intake/api/openapi/api-docs.ts";
import { codeDocs } from "../../src/model/code-docs.ts";
import { kindDocs } from "../../src/steps/kind-docs.ts";
import { KINDS } from "../../src/steps/registry.ts";
import { chartPage } from "../helm/chart-page.ts";

/** Pages under docs/ that are written by `npm run docs` and never by hand. */
export const REFERENCE_PAGES: readonly { readonly file: string; readonly render: () => string }[] =
  [
    { file: "docs/api.md", render: () => apiDocs(ROUTES) },
    { file: "docs/settings.md", render: settingsDocs },
    { file: "docs/errors.md", render: codeDocs },
    { file: "docs/engine.md", render: engineDocs },
    { file: "docs/kinds.md", render: () => kindDocs(KINDS) },
    { file: "helm/README.md", render: chartPage },
    { file: "docs/range.md", render: rangeDocs },
  ];
