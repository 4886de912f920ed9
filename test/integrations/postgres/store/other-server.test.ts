import { afterAll, beforeAll, describe } from "vitest";
import { exerciseRunStore } from "../../../contract/run-store.ts";
import {
  OTHER_POSTGRES,
  type OtherServer,
  startOtherServer,
} from "../../../postgres/other-server.ts";

describe.runIf(OTHER_POSTGRES)("the run store on PostgreSQL 15, or on TEST_DATABASE_URL", () => {
  let server: OtherServer;
  beforeAll(async () => {
    server = await startOtherServer();
  });
  afterAll(() => server.stop());

  exerciseRunStore(() => server.freshDatabase());
});
