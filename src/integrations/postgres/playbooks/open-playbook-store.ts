import type { PlaybookStore } from "../../../ports/playbook-store.ts";
import { alone } from "../alone.ts";
import type { Address } from "../connection.ts";
import { openDatabase } from "../database.ts";
import { activateAll } from "./activate.ts";
import { publishAll } from "./publish.ts";
import { readActive, readContent, readVersions } from "./read-versions.ts";

export interface OpenPlaybookStore {
  readonly store: PlaybookStore;
  readonly close: () => Promise<void>;
}

/** Versions of playbooks in PostgreSQL. */
export function openPlaybookStore(
  address: Address,
  onBroken: (error: Error) => void,
): OpenPlaybookStore {
  const database = openDatabase(address, { max: 2, onBroken });
  return {
    store: {
      publish: (versions, author) =>
        alone(database, (transaction) => publishAll(transaction, versions, author)),
      activate: (choice, author) =>
        alone(database, (transaction) => activateAll(transaction, choice, author)),
      active: () => readActive(database),
      content: (playbook, hash) => readContent(database, playbook, hash),
      versions: (filter) => readVersions(database, filter),
    },
    close: () => database.destroy(),
  };
}
