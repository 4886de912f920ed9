import type { Pod } from "../objects/pod.ts";
import { type LogQuery, showLine, showLog } from "../node/container-log.ts";
import type { Call, Served } from "./call.ts";
import { refusal, type Reply } from "./reply.ts";
import { isTrue } from "./request.ts";
import { badRequest, notFound } from "./status.ts";

/** What a container printed, or goes on printing. */
export function answerLog(served: Served, call: Call): Reply {
  const { namespace, name = "", query, type } = call;
  const pod = served.keeping.store.get("pods", name, namespace);
  if (pod === undefined) return refusal(notFound(type, name));
  const names = pod.spec.containers.map((container) => container.name);
  const wanted = query.get("container") ?? (names.length === 1 ? names[0] : undefined);
  if (wanted === undefined) {
    const choice = `choose one of: [${names.join(" ")}]`;
    return refusal(badRequest(`a container name must be specified for pod ${name}, ${choice}`));
  }
  if (!names.includes(wanted)) {
    return refusal(badRequest(`container ${wanted} is not valid for pod ${name}`));
  }
  const container = served.kubelet.containersOf(pod).get(wanted);
  const ofPrevious = isTrue(query.get("previous"));
  const lines = container?.lines(ofPrevious);
  if (container === undefined || lines === undefined) {
    return refusal(badRequest(ofPrevious ? noPrevious(wanted, name) : whyNoLog(pod, wanted)));
  }
  const how = howToShow(query, served.keeping.now());
  const text = showLog(lines, how);
  if (!isTrue(query.get("follow"))) return { is: "text", code: 200, body: text };
  return {
    is: "stream",
    type: "text/plain",
    open: (write, end) => {
      write(text);
      const cancelLine = container.onLine((line) => write(showLine(line, how)));
      const cancelGone = served.keeping.store.onChange(({ type: change, object }) => {
        if (change === "DELETED" && object.metadata.uid === pod.metadata.uid) end();
      });
      return () => {
        cancelLine();
        cancelGone();
      };
    },
  };
}

function howToShow(query: URLSearchParams, now: number): LogQuery {
  const count = (name: string) => (query.has(name) ? Number(query.get(name)) : undefined);
  const seconds = count("sinceSeconds");
  const time = query.get("sinceTime");
  const from = time === null ? undefined : Date.parse(time);
  return {
    since: seconds === undefined ? from : now - seconds * 1_000,
    tail: count("tailLines"),
    limitBytes: count("limitBytes"),
    hasTimestamps: isTrue(query.get("timestamps")),
  };
}

function noPrevious(container: string, pod: string): string {
  return `previous terminated container "${container}" in pod "${pod}" not found`;
}

function whyNoLog({ metadata, status }: Pod, container: string): string {
  const seen = status.containerStatuses?.find(({ name }) => name === container);
  const isImage = seen?.state.waiting?.reason === "ImagePullBackOff";
  const why = isImage ? "trying and failing to pull image" : "ContainerCreating";
  return `container "${container}" in pod "${metadata.name}" is waiting to start: ${why}`;
}
