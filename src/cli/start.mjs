#!/usr/bin/env node
// Plain JavaScript, because it has to run on a Node that is too old for the rest as well.
import { lstatSync, mkdirSync } from "node:fs";
import module from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

if (process.features.typescript === "strip") {
  keepCompiledCode();
  await import("../main.ts");
} else {
  process.stderr.write(
    `pitcrew: needs Node 22.18 or newer; this is ${process.version}.\n` +
      "  fix: run `npm exec pitcrew` in the project, which brings its own Node, or install a newer one.\n",
  );
  process.exitCode = 2;
}

/**
 * Keeps compiled code between starts. Whoever can write into this folder can run code as this
 * user, so one that is not ours alone is not used.
 */
function keepCompiledCode() {
  const user = process.getuid?.();
  if (user === undefined) return;
  const folder = join(tmpdir(), `pitcrew-compiled-${user}`);
  try {
    mkdirSync(folder, { mode: 0o700, recursive: true });
    const found = lstatSync(folder);
    const oursAlone = found.isDirectory() && found.uid === user && (found.mode & 0o077) === 0;
    if (oursAlone) module.enableCompileCache(folder);
  } catch {
    // A start without the cache is slower and just as good.
  }
}
