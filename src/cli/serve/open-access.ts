import type { Access } from "../../access/authorize.ts";
import { Directory, loadDirectory } from "../../config/directory.ts";
import type { Finding } from "../../model/problem.ts";
import { DIRECTORY } from "../defaults.ts";
import { missing } from "../missing.ts";
import type { Remarks } from "./open-database.ts";

export interface AccessOptions extends Remarks {
  /** The file that was named; `directory.yaml` may be absent. */
  readonly directory: string | undefined;
  /** Nobody but us uses the database, so one person alone may be all there is. */
  readonly isAlone: boolean;
}

export interface OpenAccess {
  readonly current: () => Access;
  /** Whoever is no longer in the directory has no more rights. A file with mistakes changes nothing. */
  readonly reload: () => Promise<void>;
}

export type AccessOpened =
  | { readonly ok: true; readonly access: OpenAccess }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** What the directory says about people. Without one, everybody may do everything, or nobody anything. */
export async function openAccess(options: AccessOptions): Promise<AccessOpened> {
  const path = options.directory ?? DIRECTORY;
  const loaded = await loadDirectory(path);
  switch (loaded.is) {
    case "refused":
      return { ok: false, findings: loaded.findings };
    case "loaded":
      return { ok: true, access: follow(path, knowing(loaded.value), options) };
    case "absent":
      if (options.directory !== undefined) return { ok: false, findings: [missing(path)] };
      return { ok: true, access: follow(path, withoutPeople(options), options) };
  }
}

function follow(path: string, first: Access, { warn }: Remarks): OpenAccess {
  let access = first;
  return {
    current: () => access,
    reload: async () => {
      const loaded = await loadDirectory(path);
      if (loaded.is === "loaded") access = knowing(loaded.value);
      // Never to fewer rules than before because a file is gone.
      else if (loaded.is === "refused" || access.is === "directory") {
        warn(`${path} cannot be gone by`, "people keep the rights that they have");
      }
    },
  };
}

function knowing(directory: Directory): Access {
  return { is: "directory", directory };
}

function withoutPeople({ isAlone, note }: AccessOptions): Access {
  if (isAlone) {
    note(`No ${DIRECTORY}: whoever runs this may do everything, and approve what they asked for.`);
    return { is: "solo" };
  }
  note(`No ${DIRECTORY}, which DATABASE_URL takes: nobody is known, and nobody can approve.`);
  return knowing(Directory.parse({ format: 1, people: {} }));
}
