// The effect oracle: `node oracle.ts <log> [port]`. It stands for the outside world and keeps its
// own record of what was done to it, so that an experiment need not believe the product. Prints
// its port once it listens.

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { makeApply } from "./apply.ts";
import { openEffectLog } from "./effect-log.ts";
import { rememberAll } from "./memory.ts";
import { createOracle } from "./server.ts";

const [path, port = "0"] = process.argv.slice(2);
if (path === undefined) throw new Error("Say where the log shall be: node oracle.ts <log> [port]");

const { log, earlier } = await openEffectLog(path);
const memory = rememberAll(earlier);
const apply = makeApply({ log, memory, clock: systemClock }, earlier);
const server = createOracle({ apply, look: memory.look }, (error) => {
  // A judge that cannot write must not go on: everything it would say later is incomplete.
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
server.listen(Number(port), "127.0.0.1");
await once(server, "listening");
// A listening TCP server has no other form of address.
process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
