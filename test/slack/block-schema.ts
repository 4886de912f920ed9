import { join } from "node:path";
import { createGenerator } from "ts-json-schema-generator";

/** The shapes of blocks and views as Slack's own types have them, without anything beside. */
export function makeBlockSchema(): object {
  return createGenerator({
    path: join(import.meta.dirname, "blocks.ts"),
    tsconfig: join(import.meta.dirname, "../../tsconfig.json"),
    type: "Laid",
    skipTypeCheck: true,
    additionalProperties: false,
    jsDoc: "none",
  }).createSchema("Laid");
}
