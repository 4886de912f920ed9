// `npm run build`: what the image carries, plain JavaScript in dist/ that needs no more than Node.

import { rm } from "node:fs/promises";
import { execa } from "execa";

await rm("dist", { recursive: true, force: true });
await execa("tsc", ["-p", ".config/tsconfig.build.json"], { stdio: "inherit", preferLocal: true });
