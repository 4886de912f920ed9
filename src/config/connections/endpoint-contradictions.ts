import { BlockList, isIP } from "node:net";
import { milliseconds } from "../../model/duration.ts";
import type { Path, Problem } from "../../model/problem.ts";
import { wrong } from "./wrong.ts";

/** The parts of a connection over HTTP that can contradict each other. */
export interface EndpointParts {
  readonly base_url: string;
  readonly insecure: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly auth?: unknown;
  readonly timeouts: { readonly connect: string; readonly answer: string; readonly total: string };
}

/** Headers that the request itself decides about; setting them could smuggle a second request. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  "host",
  "connection",
  "content-length",
  "content-type",
  "transfer-encoding",
  "te",
  "trailer",
  "upgrade",
  "expect",
]);

export function* endpointContradictions(endpoint: EndpointParts, at: Path): Generator<Problem> {
  yield* plainHttp(endpoint, at);
  yield* headers(endpoint, at);
  yield* timeouts(endpoint, at);
}

function* plainHttp({ base_url, insecure }: EndpointParts, at: Path): Generator<Problem> {
  const url = new URL(base_url);
  if (url.protocol === "https:" || insecure || isLoopback(url.hostname)) return;
  yield wrong(
    [...at, "base_url"],
    `\`base_url\` sends everything in plain text to ${url.hostname}`,
    `write ${base_url.replace("http:", "https:")}, or add insecure: true if the way there is safe`,
  );
}

function* headers({ headers, auth }: EndpointParts, at: Path): Generator<Problem> {
  const seen = new Set<string>();
  for (const name of Object.keys(headers)) {
    const lower = name.toLowerCase();
    const place = [...at, "headers", name];
    if (OWN_HEADERS.has(lower))
      yield wrong(place, `The header ${name} is set by Pitcrew itself`, "remove it", "key");
    if (lower === "authorization" && auth !== undefined) {
      yield wrong(
        place,
        "Both `auth` and the header Authorization say who is calling",
        "keep one of the two",
        "key",
      );
    }
    if (seen.has(lower))
      yield wrong(place, `The header ${name} is written twice`, "remove one of the two", "key");
    seen.add(lower);
  }
}

function* timeouts(
  { timeouts: { connect, answer, total } }: EndpointParts,
  at: Path,
): Generator<Problem> {
  for (const [name, part] of [
    ["connect", connect],
    ["answer", answer],
  ] as const) {
    if (milliseconds(part) <= milliseconds(total)) continue;
    yield wrong(
      [...at, "timeouts", name],
      `\`${name}\` may take ${part}, but everything together only ${total}`,
      `raise total to ${part} or more, or lower ${name}`,
    );
  }
}

function isLoopback(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, "");
  if (host === "localhost") return true;
  const family = isIP(address);
  return family !== 0 && LOOPBACK.check(address, family === 4 ? "ipv4" : "ipv6");
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");
