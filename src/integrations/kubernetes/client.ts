import type {
  Choice,
  Cluster,
  ClusterAnswer,
  DryRun,
  Listed,
  Place,
} from "../../ports/cluster/cluster.ts";
import type { Objects, Resource } from "../../ports/cluster/objects.ts";
import { type Access, type AccessSource, openAccess } from "./access.ts";
import { OBJECTS, parsePage } from "./parse.ts";
import { type ClusterLimits, createAgent, type RawAnswer, send, type WireRequest } from "./send.ts";
import * as wire from "./wire.ts";

export interface ClusterOptions {
  readonly source: AccessSource;
  /** Nothing outside of these is asked for; without them, the cluster's own rights decide. */
  readonly namespaces?: readonly string[] | undefined;
  readonly limits?: Partial<ClusterLimits>;
}

export interface OpenCluster extends Cluster {
  readonly close: () => void;
}

const LIMITS: ClusterLimits = { connect: 3_000, total: 20_000, answerBytes: 1_048_576 };
/** More objects than anybody looks at, and twenty pages of them. */
const MOST_LISTED = 1_000;
const LOG_BYTES = 512 * 1_024;

/** Speaks the API of one cluster. Opens nothing before the first call. */
export function openCluster({ source, namespaces, limits }: ClusterOptions): OpenCluster {
  const bounds = { ...LIMITS, ...limits };
  const access = openAccess(source);
  const agent = createAgent();

  async function ask(
    namespace: string,
    request: WireRequest,
    signal: AbortSignal,
  ): Promise<ClusterAnswer<string>> {
    if (namespaces !== undefined && !namespaces.includes(namespace)) {
      return { is: "unreached", why: "namespace_not_listed", detail: namespaces.join(", ") };
    }
    const ready = await prepare(access);
    if (ready.is === "unreached") return ready;
    const sent = await send(ready.access, agent, bounds, request, signal);
    return sent.is === "answered" ? accept(sent.value) : sent;
  }

  async function list<R extends Resource>(
    resource: R,
    choice: Choice,
    signal: AbortSignal,
  ): Promise<ClusterAnswer<Listed<Objects[R]>>> {
    const items: Objects[R][] = [];
    let next = "";
    do {
      const target = `${wire.pathOfAll(resource, choice.namespace)}?${wire.listQuery(choice, next)}`;
      const answer = await ask(choice.namespace, { method: "GET", target }, signal);
      const page = parsed(answer, (body) => parsePage(resource, body));
      if (page.is !== "answered") return page;
      items.push(...page.value.items);
      next = page.value.next;
    } while (next !== "" && items.length < MOST_LISTED);
    return { is: "answered", value: { items, isCut: next !== "" } };
  }

  async function write(
    namespace: string,
    request: WireRequest,
    signal: AbortSignal,
  ): Promise<ClusterAnswer<null>> {
    const answer = await ask(namespace, request, signal);
    return answer.is === "answered" ? { is: "answered", value: null } : answer;
  }

  return {
    get: async (resource, place, signal) => {
      const target = wire.pathOf(resource, place);
      const answer = await ask(place.namespace, { method: "GET", target }, signal);
      return parsed(answer, (body) => OBJECTS[resource].parse(body));
    },
    list,
    create: (resource, namespace, object, dry, signal) => {
      const target = written(wire.pathOfAll(resource, namespace), dry);
      return write(namespace, { method: "POST", target, body: object }, signal);
    },
    patch: (resource, place, { type, body, part }, dry, signal) => {
      const target = written(pathOfPart(resource, place, part), dry);
      const request = { method: "PATCH", target, type: wire.CONTENT_TYPES[type], body } as const;
      return write(place.namespace, request, signal);
    },
    remove: (resource, place, removal, dry, signal) => {
      const target = wire.pathOf(resource, place);
      const body = wire.removalBody(removal, dry);
      return write(place.namespace, { method: "DELETE", target, body }, signal);
    },
    log: (pod, choice, signal) => {
      const target = `${wire.pathOf("pods", pod)}/log?${wire.logQuery(choice, LOG_BYTES)}`;
      return ask(pod.namespace, { method: "GET", target }, signal);
    },
    close: () => agent.destroy(),
  };
}

type Prepared =
  | { readonly is: "ready"; readonly access: Access }
  | { readonly is: "unreached"; readonly why: "not_ready"; readonly detail: string };

/** What cannot be read here is proof that nothing was sent. */
async function prepare(access: () => Promise<Access>): Promise<Prepared> {
  try {
    return { is: "ready", access: await access() };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { is: "unreached", why: "not_ready", detail };
  }
}

function accept({ status, text }: RawAnswer): ClusterAnswer<string> {
  if (status >= 200 && status < 300) return { is: "answered", value: text };
  return { is: "refused", status, ...wire.refusalOf(text) };
}

function parsed<T>(answer: ClusterAnswer<string>, parse: (body: unknown) => T): ClusterAnswer<T> {
  if (answer.is !== "answered") return answer;
  try {
    return { is: "answered", value: parse(JSON.parse(answer.value)) };
  } catch (error) {
    return { is: "unreadable", why: "malformed", detail: String(error).slice(0, 2_000) };
  }
}

function pathOfPart(resource: Resource, place: Place, part: string | undefined): string {
  const path = wire.pathOf(resource, place);
  return part === undefined ? path : `${path}/${part}`;
}

function written(path: string, dry: DryRun): string {
  return `${path}?${wire.writeQuery(dry)}`;
}
