import type { Code } from "../../../model/codes.ts";
import { namesIn } from "../route/path-params.ts";
import type { Route } from "../route/route.ts";

/** Every refusal that a request to this route may meet, its own and those of all. */
export function refusalsOf(route: Route): readonly Code[] {
  const { right, method, path, query, body, refuses = [], showsSecret } = route;
  if (right === "anybody") return refuses;
  const reads = query !== undefined || body !== undefined || namesIn(path).length > 0;
  const all: readonly Code[] = [
    ...(reads ? (["E401"] as const) : []),
    ...FOR_ALL,
    ...(method === "POST" && showsSecret !== true ? FOR_ANSWERS_KEPT : []),
    ...refuses,
  ];
  return [...new Set(all)].toSorted();
}

const FOR_ALL: readonly Code[] = ["E402", "E404", "E405", "E406", "E407", "E408", "E409", "E521"];
const FOR_ANSWERS_KEPT: readonly Code[] = ["E413", "E414"];
