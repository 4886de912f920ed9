import { stringify } from "yaml";
import { checkFiles } from "../check/check-files.ts";
import { PLAYBOOKS } from "./defaults.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { printFindings, tally } from "./print-findings.ts";
import { rolesFor } from "./rbac/roles.ts";
import { usesOf } from "./rbac/uses.ts";
import { asJson, type Terminal } from "./terminal.ts";
import { openWorld, type WorldOptions } from "./world.ts";

interface RbacOptions extends WorldOptions {
  readonly namespace?: string;
  readonly json?: true;
}

export async function rbac(
  named: readonly string[],
  { namespace = "", json, ...options }: RbacOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { world, findings: around } = await openWorld(options, terminal);
  const checked = await checkFiles(
    named.length > 0 ? named : [options.playbooks ?? PLAYBOOKS],
    world,
  );
  const findings = [...around, ...checked.findings];
  // A role for playbooks that are not understood would be too small, and look complete.
  if (tally(findings).errors > 0) {
    printFindings(findings, terminal);
    return EXIT.playbookErrors;
  }
  const uses = checked.playbooks.flatMap(({ playbook }) => usesOf(playbook));
  const only = namespace.split(",").filter((name) => name !== "");
  const roles = rolesFor(uses, only);
  if (json) terminal.print(asJson({ roles }));
  else if (roles.length > 0)
    terminal.print(
      roles
        .map((role) => stringify(role))
        .join("---\n")
        .trimEnd(),
    );
  if (roles.length === 0)
    terminal.note("No playbook uses a cluster, so there is nothing to allow.");
  if (roles.some(({ kind }) => kind === "ClusterRole")) {
    terminal.note(
      "Some steps take their namespace from data, so the whole cluster is named; --namespace narrows it.",
    );
  }
  return EXIT.done;
}
