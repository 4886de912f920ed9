import { fileURLToPath } from "node:url";
import { checkLockFile } from "../../check/lock.ts";

/** The hashes of all versions that came with Pitcrew, where it is installed with its playbooks. */
export async function shippedVersions(): Promise<ReadonlySet<string>> {
  const { lock } = await checkLockFile(SHIPPED, new Map());
  return new Set(Object.values(lock.versions));
}

const SHIPPED = fileURLToPath(new URL("../../../playbooks/lock.yaml", import.meta.url));
