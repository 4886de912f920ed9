import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { httpCall } from "../../src/steps/http/call.ts";
import { kindDocs } from "../../src/steps/kind-docs.ts";
import { KINDS, kinds } from "../../src/steps/registry.ts";

const page = kindDocs(KINDS);

describe("the reference of kinds", () => {
  test.each(KINDS.map(({ kind }) => kind))(
    "has a section and a row that leads to it: %s",
    (kind) => {
      expect(page).toContain(`\n### ${kind}\n`);
      expect(page).toContain(`\n| [\`${kind}\`](#${kind.replace(".", "")}) |`);
    },
  );

  test("shows examples that are valid steps", () => {
    const examples = Array.from(page.matchAll(/```yaml\n(.*?)```/gs), ([, text = ""]) => {
      const [step] = parse(text) as readonly { kind: string; with: unknown }[]; // we wrote it
      return step;
    });

    expect(examples.map((step) => step?.kind)).toEqual(KINDS.map(({ kind }) => kind));
    for (const step of examples) {
      expect(kinds.get(step?.kind ?? "")?.params.safeParse(step?.with).success).toBe(true);
    }
  });

  test("says of each param its type, whether it is needed, and where data may stand", () => {
    expect(page).toContain("| `every` | duration | no; `15s` | exact | How often to ask. |");
    expect(page).toContain("| `slots` | map of any value | no; `{}` | exact |");
    expect(page).toContain("| `path` | text | yes | no |");
    expect(page).toContain("| `reason` | text | yes | anywhere |");
  });

  test("says of each kind its class, its time-out and its undo", () => {
    const [, section = ""] = page.split("### http.call\n");

    expect(section).toContain(
      "- Class: `once`; `idempotent` where the connection says that a repeat does no harm\n",
    );
    expect(section).toContain("- Time-out: `30s`, unless the step says otherwise\n");
    expect(section).toContain("- Undo: not by itself: what a call changed");
  });

  test("says so when there is no output", () => {
    const [, section = ""] = page.split("### stop\n");

    expect(section.split("###")[0]).toContain("Output: none.");
  });

  test("leaves a family out that has no kinds", () => {
    const changing = kindDocs([httpCall]);

    expect(changing).toContain("\n## Changing\n");
    expect(changing).not.toContain("## Looking");
  });

  test("keeps a table in shape when a text has a bar in it", () => {
    expect(kindDocs([{ ...httpCall, summary: "this | that" }])).toContain("| this \\| that |");
  });
});
