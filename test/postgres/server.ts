import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { json } from "node:stream/consumers";
import { inject, onTestFinished } from "vitest";
import { administer, type Connection } from "./administer.ts";

/** Takes what shall be done at the end of a test, or with `afterAll` at the end of a file. */
type AtTheEnd = (cleanUp: () => Promise<void>) => void;

/** A database with all tables and no rows, for one test alone. */
export async function freshDatabase(atTheEnd: AtTheEnd = onTestFinished): Promise<Connection> {
  return copyOf("base", atTheEnd);
}

/** A database without tables, for one test alone. */
export async function emptyDatabase(atTheEnd: AtTheEnd = onTestFinished): Promise<Connection> {
  return copyOf("template0", atTheEnd);
}

async function copyOf(template: string, atTheEnd: AtTheEnd): Promise<Connection> {
  const server = await findServer();
  const database = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(server, `create database ${database} template ${template} strategy file_copy`);
  atTheEnd(() => administer(server, `drop database ${database} with (force)`));
  return { ...server, database };
}

async function findServer(): Promise<Connection> {
  const door = inject("postgresDoor");
  if (door === undefined) throw new Error("Run vitest with --config .config/vitest.config.ts.");
  // Our own global setup answers, so the form is known.
  const answer = (await json(connect(door))) as Connection | { readonly problem: string };
  if ("problem" in answer) throw new Error(answer.problem);
  return answer;
}
