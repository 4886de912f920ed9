// What the tests want of the machine beyond npm. As root with apt it is installed; otherwise it
// is named, and the tests that need it say that they were skipped.

import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { execa } from "execa";

const WANTED = [
  { program: "chromium", debian: "chromium", why: "people decide in a real browser" },
  { program: "fish", debian: "fish", why: "the completion script is tried in a real fish" },
  { program: "zsh", debian: "zsh", why: "the completion script is tried in a real zsh" },
  {
    program: "kubectl",
    debian: "kubernetes-client",
    why: "the practice cluster is judged by the real kubectl",
  },
  {
    program: "prometheus-alertmanager",
    debian: "prometheus-alertmanager",
    why: "silences are made in a real Alertmanager",
  },
  { program: "prometheus", debian: "prometheus", why: "queries are put to a real Prometheus" },
  { program: "redis-server", debian: "redis-server", why: "wakes are sent through a real Redis" },
];

/** Installs what is missing and can be; says what cannot. */
export async function prepareMachine() {
  const missing = [];
  for (const wanted of WANTED) if (!(await isOnPath(wanted.program))) missing.push(wanted);
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && (await isOnPath("apt-get"))) {
    await install(missing.map(({ debian }) => debian));
    return;
  }
  for (const { program, why } of missing) console.log(`not installed: ${program} (${why})`);
}

async function install(packages) {
  console.log(`installing ${packages.join(", ")}`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await execa("apt-get", ["update", "-qq"], { env });
  await execa("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], { env });
}

async function isOnPath(program) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const found = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}
