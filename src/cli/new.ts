import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { visible } from "../document/visible.ts";
import { createAlert } from "../model/alert.ts";
import { draft } from "../playbook/draft.ts";
import { PLAYBOOK_NAME } from "../playbook/format/playbook.ts";
import { PLAYBOOKS } from "./defaults.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { readAlertFile } from "./read-alert-file.ts";
import type { Terminal } from "./terminal.ts";

interface NewOptions {
  readonly fromAlert?: string;
  readonly playbooks?: string;
  readonly owner?: string;
  readonly connection?: string;
}

export async function writeNew(
  [name = ""]: readonly string[],
  options: NewOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (!PLAYBOOK_NAME.test(name)) {
    terminal.complain(
      `"${visible(name)}" cannot be the name of a playbook`,
      "use up to 63 lower case letters, digits, - and _, such as queue-backlog",
    );
    return EXIT.usage;
  }
  const {
    fromAlert,
    playbooks = PLAYBOOKS,
    owner = "my-team",
    connection = "my-service",
  } = options;
  const alerts = fromAlert === undefined ? EXAMPLE : await readAlertFile(fromAlert, terminal);
  if (alerts === undefined) return EXIT.usage;
  if (alerts.some((alert) => alert.name === "")) {
    terminal.complain(
      "an alert without the label alertname cannot be matched",
      "give an alert that has a name",
    );
    return EXIT.usage;
  }
  const text = draft({ name, owner, connection, alerts });
  await mkdir(playbooks, { recursive: true });
  const files = new Map([
    [join(playbooks, `${name}.yaml`), text.playbook],
    [join(playbooks, `${name}.test.yaml`), text.test],
  ]);
  return writeAll(files, terminal);
}

const EXAMPLE = [
  createAlert({
    status: "firing",
    labels: new Map([
      ["alertname", "ServiceDown"],
      ["env", "prod"],
      ["service", "checkout"],
      ["instance", "checkout-1"],
    ]),
    annotations: new Map(),
  }),
] as const;

/** What is there already is somebody's work and stays. */
async function writeAll(files: ReadonlyMap<string, string>, terminal: Terminal): Promise<ExitCode> {
  for (const [path, text] of files) {
    if (await writeUnlessThere(path, text)) {
      terminal.print(path);
      continue;
    }
    terminal.complain(
      `${path} exists and is left as it is`,
      "choose another name, or move that file away",
    );
    return EXIT.usage;
  }
  terminal.note('Next: fill in what is yours, then run "pitcrew check" and "pitcrew test".');
  return EXIT.done;
}

async function writeUnlessThere(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
