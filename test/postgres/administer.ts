import { Client } from "pg";

export interface Connection {
  readonly host: string;
  readonly database: string;
  readonly user: string;
}

/** Runs one statement outside of any transaction, as databases are made and dropped. */
export async function administer(server: Connection, statement: string): Promise<void> {
  const client = new Client({ ...server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
