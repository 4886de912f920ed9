import { describe, expect, test } from "vitest";
import { administer } from "../../../postgres/administer.ts";
import { freshDatabase } from "../../../postgres/server.ts";

describe("a published version, even for its owner", () => {
  test.each([
    "update playbook_versions set content = ''",
    "delete from playbook_versions",
    "truncate playbook_versions cascade",
  ])("refuses: %s", async (change) => {
    await expect(administer(await freshDatabase(), change)).rejects.toThrow(
      "The table playbook_versions is a record: its rows are never changed or removed.",
    );
  });
});
