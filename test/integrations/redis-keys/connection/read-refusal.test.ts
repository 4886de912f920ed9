import { expect, test } from "vitest";
import { readRefusal } from "../../../../src/integrations/redis-keys/connection/read-refusal.ts";

test.each([
  ["NOPERM this user has no permissions to run the 'set' command", "no_permission"],
  ["ERR The user executing the script can't run this command or subcommand", "no_permission"],
  ["WRONGPASS invalid username-password pair or user is disabled.", "not_let_in"],
  ["NOAUTH Authentication required.", "not_let_in"],
  ["LOADING Redis is loading the dataset in memory", "loading"],
  ["MASTERDOWN Link with MASTER is down", "loading"],
  ["BUSY Redis is busy running a script.", "busy"],
  ["READONLY You can't write against a read only replica.", "read_only"],
  ["MOVED 3999 10.0.0.7:6381", "elsewhere"],
  ["CROSSSLOT Keys in request don't hash to the same slot", "elsewhere"],
  ["WRONGTYPE Operation against a key holding the wrong kind of value", "wrong_type"],
  ["OOM command not allowed when used memory > 'maxmemory'.", "out_of_memory"],
  ["MISCONF Redis is configured to save RDB snapshots", "cannot_save"],
  ["ERR Error running script (call to f_1): @user_script:3: WRONGTYPE Operation", "wrong_type"],
  ["ERR unknown command 'FLY'", "other"],
  ["ERR no such key: TASK_OOMPH", "other"],
])("%s", (message, why) => {
  expect(readRefusal(message)).toBe(why);
});
