import { describe } from "vitest";
import { exerciseRunStore } from "../../../contract/run-store.ts";
import { databaseForApp } from "../../../postgres/app-role.ts";

describe("the run store on the PostgreSQL that Pitcrew brings along, with no more rights than needed", () => {
  exerciseRunStore(async () => (await databaseForApp()).app);
});
