import type { PlaybookStore } from "../../../ports/playbook-store.ts";
import { alone } from "../alone.ts";
import type { Address } from "../connection.ts";
import { openDatabase } from "../database.ts";
import { activateAll } from "./activate.ts";
import { chooseVersion, readPublisher, readVersionBefore, unpin } from "./choose-version.ts";
import { publishAll } from "./publish.ts";
import { readHands } from "./read-hands.ts";
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
      choose: (choice, author) => chooseVersion(database, choice, author),
      unpin: (playbook, author) => unpin(database, playbook, author),
      versionBefore: (playbook) => readVersionBefore(database, playbook),
      publisherOf: (version) => readPublisher(database, version),
      active: () => readActive(database),
      content: (playbook, hash) => readContent(database, playbook, hash),
      handsOn: (version) => readHands(database, version),
      versions: (filter) => readVersions(database, filter),
    },
    close: () => database.destroy(),
  };
}
