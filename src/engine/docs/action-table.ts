import { markdownTable } from "../../model/markdown-table.ts";
import { RULES } from "../machine/allowed-actions.ts";

/** What a person can do with a run, what that needs, and what is said when it is missing. */
export function actionTable(): string {
  const rows = Object.entries(RULES).map(([action, needs]) => [
    `\`${action}\``,
    needs.map(({ fact }) => fact).join("; "),
    needs.map(({ otherwise }) => `${otherwise}.`).join(" "),
  ]);
  return markdownTable(["Action", "Needs that", "Otherwise"], rows);
}
