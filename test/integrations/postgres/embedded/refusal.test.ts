import { describe, expect, test } from "vitest";
import {
  notMade,
  notStarted,
  refusedBySystem,
} from "../../../../src/integrations/postgres/embedded/refusal.ts";

describe("why there is no database", () => {
  test("is said with the cause, not with how the program cleaned up after it", () => {
    const said = [
      "creating directory /data ... ok",
      'initdb: error: could not access directory "/data": Permission denied',
      'initdb: removing contents of data directory "/data"',
    ].join("\n");
    expect(notMade("/data", said).failure).toMatchObject({
      code: "E512",
      message:
        'No database could be made in /data: could not access directory "/data": Permission denied',
      detail: said,
    });
  });

  test("is the last fatal line of the server, without its time and process", () => {
    const said = [
      '2026-11-20 13:00:00.000 UTC [7] FATAL:  data directory "/data" has wrong ownership',
      "2026-11-20 13:00:00.000 UTC [7] HINT:  The server must be started by its owner.",
    ].join("\n");
    expect(notStarted("/data", said).failure).toMatchObject({
      code: "E513",
      message: 'The database in /data did not start: data directory "/data" has wrong ownership',
    });
  });

  test.each([
    'PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device',
    "initdb: error: could not write: Disk quota exceeded",
  ])("is the full disk wherever that shows: %s", (said) => {
    expect(notMade("/data", said).failure.code).toBe("E514");
    expect(notStarted("/data", said).failure.code).toBe("E514");
  });

  test("comes from what the system refused about the directory, and from nothing else", () => {
    expect(refusedBySystem("/data", systemError("ENOSPC"))?.failure.code).toBe("E514");
    expect(refusedBySystem("/data", systemError("EROFS"))?.failure).toMatchObject({
      code: "E515",
      message: "/data cannot hold the database: EROFS: no",
    });
    expect(refusedBySystem("/data", systemError("EMFILE"))).toBeUndefined();
    expect(refusedBySystem("/data", new TypeError("ours"))).toBeUndefined();
  });
});

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: no`), { code });
}
