import { createHttpCaller } from "../../../src/integrations/http/client.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { HttpNeeds } from "../../../src/steps/http/exchange.ts";
import type { Mood, StepWorld } from "../../contract/step-kind.ts";
import {
  answerJson,
  destinationAt,
  type Seen,
  startCounterpart,
} from "../../integrations/http/counterpart.ts";

interface Asking {
  readonly path: string;
  readonly query: JsonObject;
  readonly headers: Readonly<Record<string, string>>;
}

/** A real server that reads a request back into the params it was made from. */
export async function startHttpWorld(params: Asking, mood: Mood): Promise<StepWorld<HttpNeeds>> {
  const server = await startCounterpart(
    mood === "answers" ? answerJson({ done: true }) : (response) => response.destroy(),
  );
  const caller = createHttpCaller(destinationAt(server.url));
  return {
    needs: { http: () => caller },
    received: () => server.seen.map((seen) => readBack(params, seen)),
    done: () => server.seen.filter(({ method }) => method !== "GET").map(asPlanned),
  };
}

function readBack(params: Asking, { url, headers, body }: Seen): unknown {
  const [path = "", query = ""] = url.split("?");
  const names = Object.keys(params.headers);
  return {
    ...params,
    slots: readSlots(params.path, path),
    query: readQuery(query),
    headers: Object.fromEntries(names.map((name) => [name, headers[name.toLowerCase()]])),
    ...(body === "" ? {} : { body: JSON.parse(body) as unknown }),
  };
}

function readSlots(template: string, path: string): Record<string, string> {
  const pattern = template.replaceAll(/\{([a-z_]+)\}/g, "(?<$1>[^/]*)");
  const { groups } = new RegExp(`^${pattern}$`).exec(path) ?? {};
  return decoded(Object.entries(groups ?? {}));
}

function readQuery(query: string): Record<string, string> {
  const pairs = query.split("&").map((pair): [string, string] => {
    const [name = "", value = ""] = pair.split("=");
    return [name, value];
  });
  return decoded(pairs.filter(([name]) => name !== ""));
}

function decoded(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map(([name, value]) => [decodeURIComponent(name), decodeURIComponent(value)]),
  );
}

function asPlanned({ method, url, body }: Seen): unknown {
  const request = { method, target: url };
  return body === "" ? request : { ...request, body: JSON.parse(body) as unknown };
}
