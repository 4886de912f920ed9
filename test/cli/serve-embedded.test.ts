import { expect, test } from "vitest";
import { pitcrew } from "./pitcrew.ts";
import { ASKING, embeddedProject } from "./served-project.ts";

test("a database of our own is made, kept over a stop, and the next start goes on with its runs", async () => {
  const server = await embeddedProject({ "playbooks/asking.yaml": ASKING });
  await server.linesUntil("listening at");
  const [answered, open] = [
    await server.start("asking", { shop: "lyon" }),
    await server.start("asking", { shop: "nice" }),
  ];
  expect((await pitcrew(["answer", answered, "well"], server.at)).exitCode).toBe(0);
  expect((await pitcrew(["watch", answered], server.at)).exitCode).toBe(0);
  expect(await server.stop("SIGTERM")).toBe(0);

  server.launchAgain();
  await server.linesUntil("listening at");

  expect((await pitcrew(["show", answered], server.at)).stdout).toContain("NOTHING TO DO");
  expect((await pitcrew(["answer", open, "ill"], server.at)).exitCode).toBe(0);
  expect((await pitcrew(["watch", open], server.at)).exitCode).toBe(5);
  expect(await server.stop("SIGTERM")).toBe(0);
});
