import { cp, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { execa } from "execa";
import { lendNetwork } from "./bare-root.ts";
import { readPairs, type Stage } from "./read-dockerfile.ts";

export interface Built {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly workdir: string;
}

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Carries out the lines of one stage in a copy of the base. */
export async function buildStage(
  stage: Stage,
  base: string,
  root: string,
  earlier: ReadonlyMap<string, Built>,
): Promise<Built> {
  await execa("cp", ["--archive", "--reflink=auto", base, root]);
  const lent = await lendNetwork(root);
  let built: Built = { root, env: { PATH }, workdir: "/" };
  for (const { word, rest } of stage.lines) {
    console.log(`${stage.name}: ${word} ${rest}`);
    switch (word) {
      case "WORKDIR":
        built = { ...built, workdir: rest };
        await mkdir(join(root, rest), { recursive: true });
        break;
      case "ENV":
        built = { ...built, env: { ...built.env, ...readPairs(rest) } };
        break;
      case "COPY":
        await copy(rest, built, earlier);
        break;
      case "RUN":
        await runIn(built, rest, lent);
        break;
    }
  }
  return built;
}

async function copy(
  rest: string,
  { root, workdir }: Built,
  earlier: ReadonlyMap<string, Built>,
): Promise<void> {
  const words = rest.split(" ");
  const stage = /^--from=(\w+)$/.exec(words[0] ?? "")?.[1];
  const from = stage === undefined ? process.cwd() : earlier.get(stage)?.root;
  if (from === undefined) throw new Error(`there is no stage ${stage}`);
  const paths = words.slice(stage === undefined ? 0 : 1, -1);
  const target = words.at(-1) ?? "";
  // Several files go into a folder; one folder becomes the target itself, as Docker has it.
  const into = target.endsWith("/");
  for (const path of paths) {
    const to = join(root, workdir, target, into ? basename(path) : "");
    await cp(join(from, path), to, { recursive: true, verbatimSymlinks: true });
  }
}

async function runIn(
  { root, env, workdir }: Built,
  line: string,
  lent: Readonly<Record<string, string>>,
): Promise<void> {
  const command = `cd ${workdir} && ${line}`;
  const within = `mount -t proc proc ${root}/proc && exec chroot ${root} sh -c "$0"`;
  await execa(
    "unshare",
    ["--mount", "--pid", "--fork", "--kill-child", "sh", "-c", within, command],
    {
      env: { HOME: "/root", ...env, ...lent },
      extendEnv: false,
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
}
