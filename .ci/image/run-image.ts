import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { execa, type Result } from "execa";
import type { Built } from "./build-stage.ts";
import { readWords, type Stage } from "./read-dockerfile.ts";

export interface Container {
  readonly ended: Promise<Result>;
  readonly stop: () => void;
  /** The image's own question whether it is well, asked from inside. */
  readonly askHealth: () => Promise<Result>;
}

/**
 * Starts what the image starts, as a cluster would with the chart's rules: the image's user and no
 * other rights, its root read-only, nothing to write to but its volume and /tmp.
 */
export async function runImage(
  stage: Stage,
  { root, env: own, workdir }: Built,
  given: Readonly<Record<string, string>>,
): Promise<Container> {
  const [uid = "", gid = ""] = said(stage, "USER").split(":");
  const volume = said(stage, "VOLUME");
  await mkdir(join(root, volume), { recursive: true });
  const script = [
    `mount --bind ${root} ${root}`,
    `mount -o remount,bind,ro ${root}`,
    `mount -t proc proc ${root}/proc`,
    `mount --bind /dev ${root}/dev`,
    `mount -t tmpfs -o mode=1777 tmpfs ${root}/tmp`,
    `mount -t tmpfs -o uid=${uid},gid=${gid},mode=0700 tmpfs ${root}${volume}`,
    `exec chroot ${root} setpriv --reuid=${uid} --regid=${gid} --clear-groups --no-new-privs \
      --bounding-set=-all sh -c 'cd ${workdir} && exec "$@"' sh "$@"`,
  ].join(" && ");
  const words = [...readWords(said(stage, "ENTRYPOINT")), ...readWords(said(stage, "CMD"))];
  const options = { env: { ...own, ...given }, extendEnv: false, reject: false } as const;
  // Each of these programs becomes the next one, so that this is the pid of what was started.
  const running = execa("unshare", ["--mount", "--", "sh", "-c", script, "sh", ...words], {
    ...options,
    stdio: ["ignore", "inherit", "inherit"],
  });
  return {
    ended: running,
    stop: () => running.kill("SIGTERM"),
    askHealth: async () => {
      const inside = ["--target", String(running.pid), "--mount", "--root", "--"];
      return execa("nsenter", [...inside, ...readWords(said(stage, "HEALTHCHECK"))], options);
    },
  };
}

function said({ lines }: Stage, word: string): string {
  const line = lines.findLast((each) => each.word === word);
  if (line === undefined) throw new Error(`the Dockerfile has no ${word}`);
  return line.rest;
}
