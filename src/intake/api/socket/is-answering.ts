import { once } from "node:events";
import { connect } from "node:net";

/** Whether somebody listens at this socket. */
export async function isAnswering(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, "connect");
    return true;
  } catch (error) {
    if (isNobodyThere(error)) return false;
    throw error;
  } finally {
    socket.destroy();
  }
}

function isNobodyThere(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ECONNREFUSED" || code === "ENOTSOCK";
}
