import { execa, execaSync } from "execa";

export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Without kubectl, tests that need it are skipped and say so. */
export const hasKubectl =
  execaSync("kubectl", ["version", "--client"], { reject: false }).exitCode === 0;

/** Runs the real kubectl in the namespace `shop`. */
export async function kubectl(
  kubeconfig: string,
  line: string | readonly string[],
  input = "",
): Promise<Ended> {
  const words = typeof line === "string" ? line.split(" ") : line;
  const { exitCode, stdout, stderr } = await execa("kubectl", ["-n", "shop", ...words], {
    env: { KUBECONFIG: kubeconfig },
    reject: false,
    input,
  });
  return { exitCode, stdout, stderr };
}
