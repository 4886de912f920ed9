import { readFile, writeFile } from "node:fs/promises";
import { EXIT } from "../../exit-codes.ts";
import { asTold } from "../as-told.ts";
import type { Chapter } from "../chapter.ts";

export const WRITTEN: Chapter = {
  title: "Your own playbook, with a typo",
  play: async ({ run, path }, { say, rest }) => {
    say("A draft, with a test beside it:");
    const wish = ["new", "checkout-down", "--connection", "workflow-engine", "--playbooks", "mine"];
    await run(wish, EXIT.done);
    const file = path("mine/checkout-down.yaml");
    const right = await readFile(file, "utf8");
    const wrong = right.replace("outputs.status", "outputs.staus");
    asTold(wrong !== right, "the draft looks at a status");
    await writeFile(file, wrong);
    say("\nSomebody writes staus for status. It is found before anybody relies on it:");
    const found = await run(["check", "mine"], EXIT.playbookErrors);
    asTold(found.includes("E201"), "the typo is found as E201");
    await rest("mend it");
    await writeFile(file, right);
    await run(["check", "mine"], EXIT.done);
    await run(["test", "mine"], EXIT.done);
  },
};
