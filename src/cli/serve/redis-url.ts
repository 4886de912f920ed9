import process from "node:process";
import { type Answer, answer, refuse } from "../../intake/api/refusal.ts";
import { urlProblem } from "../../integrations/redis/url-problem.ts";

/** The Redis that REDIS_URL names, if it does. */
export function redisUrl(): Answer<string | undefined> {
  const url = process.env["REDIS_URL"];
  if (url === undefined || url === "") return answer(undefined);
  const problem = urlProblem(url);
  if (problem === undefined) return answer(url);
  return refuse(
    "E540",
    `REDIS_URL is not the address of a Redis: ${problem}`,
    "Write redis://host:6379, rediss://user:password@host:6379/1 or the path of a socket, or leave it unset.",
  );
}
