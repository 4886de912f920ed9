import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { emptyFolder } from "./pitcrew.ts";

/** A folder with these files, as the working directory of one command. */
export async function project(files: Readonly<Record<string, string>>): Promise<{ cwd: string }> {
  const cwd = await emptyFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), text);
  }
  return { cwd };
}

/** A playbook that is right, with these lines instead of its own. */
export function playbookText(name: string, lines: Readonly<Record<string, string>> = {}): string {
  const top = {
    format: "1",
    name,
    version: "1.0.0",
    owner: "team-shop",
    severity: "low",
    summary: "The cart is empty",
    match: `{ alert: CartEmpty, labels: { shop: ${name} } }`,
    params: '{ shop: { type: name, from: "alert.labels.shop" } }',
    ...lines,
  };
  const head = Object.entries(top).map(([key, value]) => `${key}: ${value}\n`);
  return `${head.join("")}steps:
  - id: done
    kind: stop
    with: { outcome: nothing_to_do, reason: "Shop \${{ params.shop }} fills its carts" }
`;
}
