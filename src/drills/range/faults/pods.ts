import { z } from "zod";
import type { JsonObject } from "../../../model/json.ts";
import type { RunningContainer } from "../../practice-cluster/node/run-container.ts";
import { NAMESPACE } from "../manifests.ts";
import type { System } from "../system.ts";

/** The containers of a deployment that run now; those that take their place are not among them. */
export function containersOf({ cluster }: System, app: string): readonly RunningContainer[] {
  return cluster.containers({ namespace: NAMESPACE, selector: `app=${app}` });
}

const Deployment = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({ containers: z.array(z.looseObject({ name: z.string() })) }),
    }),
  }),
});

/** Changes the containers of a deployment, as somebody who releases it would. */
export function release(
  { cluster }: System,
  app: string,
  change: { readonly container: JsonObject; readonly spec?: JsonObject },
): void {
  const kept = cluster.get("deployments", app, NAMESPACE);
  const plain: unknown = JSON.parse(JSON.stringify(kept));
  const { spec, ...deployment } = Deployment.parse(plain);
  const containers = spec.template.spec.containers.map((one) => ({ ...one, ...change.container }));
  const template = { ...spec.template, spec: { ...spec.template.spec, containers } };
  const changed = { ...deployment, spec: { ...spec, ...change.spec, template } };
  cluster.apply(z.json().pipe(z.record(z.string(), z.json())).parse(changed));
}
