// A Pitcrew process with nothing but its database: says where that is, or why there is none.

import process from "node:process";
import { startEmbedded } from "../../../../src/integrations/postgres/embedded/start.ts";

const [, , dataDir = ""] = process.argv;
const started = await startEmbedded({
  dataDir,
  log: (message, facts) => process.stderr.write(`${message} ${JSON.stringify(facts)}\n`),
});
process.stdout.write(
  `${JSON.stringify(started.ok ? started.server.connection : started.failure)}\n`,
);
