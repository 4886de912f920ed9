import { afterAll, beforeAll, describe } from "vitest";
import { exercisePlaybookStore } from "../../../contract/playbook-store.ts";
import {
  OTHER_POSTGRES,
  type OtherServer,
  startOtherServer,
} from "../../../postgres/other-server.ts";

describe.runIf(OTHER_POSTGRES)(
  "the playbook store on PostgreSQL 15, or on TEST_DATABASE_URL",
  () => {
    let server: OtherServer;
    beforeAll(async () => {
      server = await startOtherServer();
    });
    afterAll(() => server.stop());

    exercisePlaybookStore(() => server.freshDatabase());
  },
);
