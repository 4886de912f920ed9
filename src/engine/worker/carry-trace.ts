import type { Needs } from "./perform.ts";

/** The same needs, with every call over HTTP saying which span it belongs to. */
export function carryTrace(needs: Needs, traceparent: string): Needs {
  return {
    ...needs,
    http: (connection) => {
      const caller = needs.http(connection);
      return {
        ...caller,
        call: (request, signal) =>
          caller.call({ ...request, headers: { ...request.headers, traceparent } }, signal),
      };
    },
  };
}
