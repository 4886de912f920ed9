import { createHttpCaller } from "../../../src/integrations/http/client.ts";
import { createLogSource } from "../../../src/integrations/loki/client.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import type { LogNeeds } from "../../../src/steps/log/search.ts";
import {
  type Answer,
  answerJson,
  type Counterpart,
  destinationAt,
  startCounterpart,
} from "../../integrations/http/counterpart.ts";

/** What a search asked for, as read back from its request. */
export interface Searched {
  readonly labels: Readonly<Record<string, string>>;
  readonly contains: readonly string[];
  readonly limit: number;
  readonly sinceMs: number;
}

export interface LokiWorld extends Counterpart {
  readonly needs: LogNeeds;
}

/** Speaks as Loki does, and refuses what its grammar would refuse. */
export async function startLoki(streams: readonly unknown[]): Promise<LokiWorld> {
  return startAnswering((response, seen) => {
    try {
      searchedIn(seen.url);
    } catch (error) {
      response.writeHead(400, { "content-type": "text/plain" }).end(String(error));
      return;
    }
    const data = { resultType: "streams", result: streams, stats: {} };
    answerJson({ status: "success", data })(response, seen);
  });
}

export async function startAnswering(answer: Answer): Promise<LokiWorld> {
  const server = await startCounterpart(answer);
  const { call } = createHttpCaller(destinationAt(server.url));
  return { ...server, needs: { logs: () => createLogSource(call, systemClock) } };
}

const STRING = String.raw`"((?:[^"\\\n]|\\u[0-9a-f]{4}|\\U[0-9a-f]{8})*)"`;
const MATCHER = `([A-Za-z_][A-Za-z0-9_]*)=${STRING}`;
const QUERY = new RegExp(`^\\{(${MATCHER}(?:, ${MATCHER})*)\\}((?: \\|= ${STRING})*)$`);

export function searchedIn(url: string): Searched {
  const { pathname, searchParams } = new URL(url, "http://counterpart");
  const asked = searchParams.get("query") ?? "";
  const parsed = QUERY.exec(asked);
  if (pathname !== "/loki/api/v1/query_range" || parsed === null) {
    throw new SyntaxError(`parse error: ${asked}`);
  }
  const matchers = (parsed[1] ?? "").matchAll(new RegExp(MATCHER, "g"));
  const filters = (parsed.at(-2) ?? "").matchAll(new RegExp(` \\|= ${STRING}`, "g"));
  const time = (name: string): bigint => BigInt(searchParams.get(name) ?? "");
  return {
    labels: Object.fromEntries(Array.from(matchers, ([, name, text = ""]) => [name, read(text)])),
    contains: Array.from(filters, ([, text = ""]) => read(text)),
    limit: Number(searchParams.get("limit")),
    sinceMs: Number((time("end") - time("start")) / 1_000_000n),
  };
}

function read(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|U([0-9a-f]{8}))/g, (_, short?: string, long?: string) =>
    String.fromCodePoint(Number.parseInt(short ?? long ?? "", 16)),
  );
}
