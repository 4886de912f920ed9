import process from "node:process";
import type { Connections } from "../../config/connections.ts";
import { HealthView } from "../../intake/api/views/health-view.ts";
import { askServer } from "../server/ask-server.ts";
import type { Server } from "../server/server.ts";
import { openOutside } from "../serve/outside.ts";
import { type Exam, ill, unsure, well } from "./exam.ts";

/** The server, and the database and Redis that it is to use, as far as they are named here. */
export async function examineService(
  server: Server,
  now: () => number,
  signal: AbortSignal,
): Promise<readonly Exam[]> {
  return [
    await examineServer(server),
    ...(await examineDatabase(now, signal)),
    ...(await examineRedis(signal)),
  ];
}

async function examineServer(server: Server): Promise<Exam> {
  const subject = "server";
  const reply = await askServer(server, { method: "GET", path: "/v1/health" }, HealthView);
  switch (reply.is) {
    case "unreached":
      return unsure(subject, "No server answers", "Start it with `pitcrew serve`.");
    case "refused": {
      const { message, remedy } = reply.problem;
      return ill(subject, message, remedy);
    }
    case "answered": {
      const { troubles, version } = reply.value;
      if (troubles.length === 0) return well(subject, `Version ${version} is well`);
      return ill(subject, troubles.join(" "), "Read the log of the server.");
    }
  }
}

/** As a server's clock says when an approval ends, people and servers must agree on the time. */
const MOST_SKEW_MS = 5_000;

async function examineDatabase(now: () => number, signal: AbortSignal): Promise<readonly Exam[]> {
  if (!isNamed("DATABASE_URL")) return [];
  const { needs, close } = openOutside(() => NAMED);
  try {
    const asked = now();
    const found = await needs.sql("database").read(CLOCK, 1, signal);
    if (found.is !== "found") {
      const detail = "detail" in found ? found.detail : found.is;
      return [ill("database", `It does not answer: ${detail}`, "Compare DATABASE_URL.")];
    }
    const skew = Number(found.rows[0]?.["at"]) - (asked + now()) / 2;
    return [well("database", "It answers"), judgeSkew(skew)];
  } finally {
    close();
  }
}

const CLOCK = {
  text: "select (extract(epoch from clock_timestamp()) * 1000)::float8 as at",
  values: [],
};

function judgeSkew(skew: number): Exam {
  const seconds = Math.abs(skew / 1_000).toFixed(1);
  const side = skew > 0 ? "ahead of" : "behind";
  const message = `The database's clock is ${seconds} s ${side} this machine's`;
  if (Math.abs(skew) < MOST_SKEW_MS) return well("clocks", message);
  return ill("clocks", message, "Let a time service such as chrony set both clocks.");
}

async function examineRedis(signal: AbortSignal): Promise<readonly Exam[]> {
  if (!isNamed("REDIS_URL")) return [];
  const { needs, close } = openOutside(() => NAMED);
  try {
    const answer = await needs.keys("dispatch").health([], signal);
    if (answer.is === "answered") return [well("redis", "It answers")];
    const remedy = "Compare REDIS_URL. Until it answers, Pitcrew works without it, more slowly.";
    return [ill("redis", `It does not answer: ${answer.detail}`, remedy)];
  } finally {
    close();
  }
}

function isNamed(variable: string): boolean {
  return (process.env[variable] ?? "") !== "";
}

/** Pitcrew's own two systems, reached in the same way as those of playbooks. */
const NAMED: Connections = {
  format: 1,
  connections: {
    database: { type: "postgres", url: "env:DATABASE_URL", statement_timeout: "5s" },
    dispatch: { type: "redis", url: "env:REDIS_URL", command_timeout: "2s" },
  },
};
