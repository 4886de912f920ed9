import type { z } from "zod";
import type { Failure } from "../../model/failure.ts";
import type { Container, Deployment } from "../../ports/cluster/objects.ts";
import {
  type Carrying,
  changeDeployment,
  type Decision,
  moved,
  paused,
} from "./change-deployment.ts";
import { type DeploymentParams, shortName, shortly } from "./fields.ts";
import { markedBefore, marks } from "./mark.ts";
import type { Read } from "./read-deployment.ts";

export const containerField = {
  container: shortName()
    .describe("Which container; may be left out when the pods have one.")
    .optional(),
};

export interface ContainerParams extends DeploymentParams {
  readonly container?: string | undefined;
}

/** What is to be done to one container of a deployment's pods. */
export type ContainerDecision<Before> =
  | { readonly is: "change"; readonly fields: object; readonly before: Before }
  | { readonly is: "nothing"; readonly before: Before }
  /** Undo does not find what the step left behind; says what has changed. */
  | { readonly is: "moved"; readonly what: string }
  | { readonly is: "refuse"; readonly failure: Failure };

export interface ContainerChange<Before> extends Carrying {
  readonly params: ContainerParams;
  readonly wish: string;
  readonly before: z.ZodType<Before>;
  readonly decide: (container: Container) => ContainerDecision<Before>;
}

/** Changes one container of a deployment's pods, which replaces them. Yields what was before. */
export function changeContainer<Before>(change: ContainerChange<Before>): Promise<Read<Before>> {
  const { params, key, before } = change;

  function decide(found: Deployment): Decision<Before> {
    const marked = markedBefore(found.metadata, key, before);
    if (marked !== undefined) return { is: "nothing", before: marked };
    const container = containerOf(found, params);
    if (!container.ok) return { is: "refuse", failure: container.failure };
    const decision = change.decide(container.value);
    if (decision.is === "moved") {
      return { is: "refuse", failure: moved(params, decision.what, found) };
    }
    if (decision.is !== "change") return decision;
    if (found.spec.paused) return { is: "refuse", failure: paused(params) };
    const { resourceVersion } = found.metadata;
    const body = {
      metadata: { resourceVersion, annotations: marks(key, decision.before) },
      spec: {
        template: {
          spec: { containers: [{ name: container.value.name, ...decision.fields }] },
        },
      },
    };
    return { is: "change", patch: { type: "strategic", body }, before: decision.before };
  }

  return changeDeployment({ ...change, decide });
}

function containerOf({ spec }: Deployment, params: ContainerParams): Read<Container> {
  const { containers } = spec.template.spec;
  const names = containers.map(({ name }) => name).join(", ");
  const [only, ...more] = containers;
  const wanted = params.container;
  const found =
    wanted === undefined && more.length === 0
      ? only
      : containers.find(({ name }) => name === wanted);
  if (found !== undefined) return { ok: true, value: found };
  const which = wanted === undefined ? "several containers" : `no container "${wanted}"`;
  return {
    ok: false,
    failure: {
      code: "E642",
      message: `The pods of deployment ${shortly(params)} have ${which}; there are: ${names}`,
      remedy: "Name one of them as `container`.",
      retry: "never",
    },
  };
}
