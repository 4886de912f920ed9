import { access, cp, mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { execa } from "execa";

/**
 * What stands in for the base image: Debian 12 as debootstrap makes it, with the Node and the npm
 * that the real one has. Made once; a later rehearsal takes it as it is.
 */
export async function makeBareRoot(folder: string): Promise<string> {
  const root = join(folder, "base");
  if (await isThere(root)) return root;
  const making = `${root}.making`;
  await execa("debootstrap", ["--variant=minbase", "bookworm", making], { stdio: "inherit" });
  await cp(process.execPath, join(making, "usr/local/bin/node"));
  const { stdout: packages } = await execa("npm", ["root", "--global"]);
  await cp(join(packages, "npm"), join(making, "usr/local/lib/node_modules/npm"), {
    recursive: true,
  });
  const cli = "../lib/node_modules/npm/bin/npm-cli.js";
  await execa("ln", ["--symbolic", cli, join(making, "usr/local/bin/npm")]);
  await rename(making, root);
  return root;
}

/** What a builder lends to the lines it carries out: the way to the registry. */
export async function lendNetwork(root: string): Promise<Readonly<Record<string, string>>> {
  await cp("/etc/resolv.conf", join(root, "etc/resolv.conf"), { dereference: true });
  const certificates = process.env["NODE_EXTRA_CA_CERTS"];
  if (certificates === undefined) return {};
  await mkdir(dirname(join(root, certificates)), { recursive: true });
  await cp(certificates, join(root, certificates), { dereference: true });
  return { NODE_EXTRA_CA_CERTS: certificates };
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
