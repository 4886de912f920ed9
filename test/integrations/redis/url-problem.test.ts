import { describe, expect, test } from "vitest";
import { urlProblem } from "../../../src/integrations/redis/url-problem.ts";

describe("the address of a Redis", () => {
  test.each([
    "redis://localhost",
    "redis://localhost:6379/",
    "redis://[::1]:6379/3",
    "rediss://user:p%40ss@redis.example.org:6380/15?family=6",
    "redis://:only-a-password@10.0.0.1",
    "/run/redis/redis.sock",
  ])("may be %s", (url) => {
    expect(urlProblem(url)).toBeUndefined();
  });

  test.each([
    ["localhost:6379", "none of redis://"],
    ["http://localhost:6379", "none of redis://"],
    ["6379", "none of redis://"],
    ["//localhost", "none of redis://"],
    ["redis://", "names no host"],
    ["redis://:secret@", "is no URL"],
    ["redis:///3", "names no host"],
    ["redis://localhost:99999", "is no URL"],
    ["redis://localhost/cache", "number of a database"],
    ["redis://user:100%@localhost", "not written as %25"],
  ])("may not be %s", (url, problem) => {
    expect(urlProblem(url)).toContain(problem);
  });

  test("is not repeated in what is wrong with it, as it may hold a password", () => {
    for (const url of ["hunter2", "redis://me:hunter2@", "redis://me:hunter2%@host/x"]) {
      expect(urlProblem(url)).not.toContain("hunter2");
    }
  });
});
