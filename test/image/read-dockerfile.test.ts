import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readDockerfile, readPairs, readWords } from "../../.ci/image/read-dockerfile.ts";

test("the Dockerfile is read stage by stage, with lines that go on joined", async () => {
  const stages = readDockerfile(await readFile("Dockerfile", "utf8"));

  expect(stages.map(({ name }) => name)).toEqual(["build", "packages", "stage-2"]);
  const last = stages.at(-1)?.lines ?? [];
  expect(last.find(({ word }) => word === "USER")?.rest).toBe("10001:10001");
  expect(readWords(last.find(({ word }) => word === "ENTRYPOINT")?.rest ?? "")).toEqual([
    "node",
    "/app/dist/main.js",
  ]);
  expect(readWords(last.find(({ word }) => word === "HEALTHCHECK")?.rest ?? "")[0]).toBe("node");
  expect(readPairs(last.find(({ word }) => word === "ENV")?.rest ?? "")).toMatchObject({
    HOST: "0.0.0.0",
    PITCREW_DATA_DIR: "/var/lib/pitcrew",
  });
});

test("a line that cannot be carried out is refused by name", () => {
  expect(() => readDockerfile("FROM a\nADD http://there /here")).toThrow(
    "cannot carry out: ADD http://there /here",
  );
});
