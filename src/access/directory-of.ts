import type { Directory } from "../config/directory.ts";
import type { Access } from "./authorize.ts";

/** Whom there is, where somebody has written it down. */
export function directoryOf(access: Access): Directory | undefined {
  return access.is === "directory" ? access.directory : undefined;
}
