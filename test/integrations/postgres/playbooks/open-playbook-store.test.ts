import { describe } from "vitest";
import { exercisePlaybookStore } from "../../../contract/playbook-store.ts";
import { databaseForApp } from "../../../postgres/app-role.ts";

describe("the playbook store on the PostgreSQL that Pitcrew brings along, with no more rights than needed", () => {
  exercisePlaybookStore(async () => (await databaseForApp()).app);
});
