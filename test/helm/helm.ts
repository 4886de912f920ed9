import { execa } from "execa";
import { parseAllDocuments } from "yaml";
import { z } from "zod";

const Resource = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

export type Resource = z.infer<typeof Resource>;

export const CHART = "helm";

/** The helm of `HELM_BIN`, else the one that came with the packages, else the one of the machine. */
export async function helm(args: readonly string[], input = ""): Promise<string> {
  const program = process.env["HELM_BIN"] ?? "helm";
  const { stdout } = await execa(program, args, { input, preferLocal: true });
  return stdout;
}

/** What the chart makes of these values for this version of Kubernetes. */
export async function render(values: object, version = "1.34.0"): Promise<Resource[]> {
  const name = ["template", "crew", CHART, "--namespace", "ops"];
  const args = [...name, "--values", "-", "--kube-version", version];
  const documents = parseAllDocuments(await helm(args, JSON.stringify(values)));
  return documents.map((each): unknown => each.toJS()).flatMap(asResource);
}

function asResource(value: unknown): Resource[] {
  return value === null ? [] : [Resource.parse(value)];
}
