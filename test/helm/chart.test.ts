import { describe, expect, test } from "vitest";
import { CHART, helm, render, type Resource } from "./helm.ts";
import { mistakesIn } from "./known-fields.ts";
import { BARE, EVERYTHING, KEDA, LEAST } from "./value-sets.ts";

const SETS = { LEAST, EVERYTHING, KEDA, BARE };
const SETS_BY_NAME = Object.entries(SETS);
const VERSIONS = ["1.29.0", "1.30.0", "1.31.0", "1.32.0", "1.33.0", "1.34.0"];

/** Since which version of Kubernetes each of these is gone. */
const REMOVED = [
  "extensions/v1beta1",
  "apps/v1beta2",
  "batch/v1beta1",
  "policy/v1beta1",
  "autoscaling/v2beta1",
  "autoscaling/v2beta2",
  "networking.k8s.io/v1beta1",
  "rbac.authorization.k8s.io/v1beta1",
  "flowcontrol.apiserver.k8s.io/v1beta2",
  "flowcontrol.apiserver.k8s.io/v1beta3",
];

describe("the chart", () => {
  test.each(SETS_BY_NAME)("passes the strict look of helm with %s", async (_name, values) => {
    await helm(["lint", "--strict", CHART, "--values", "-"], JSON.stringify(values));
  });

  test.each(VERSIONS)("holds only what Kubernetes %s serves, field by field", async (version) => {
    for (const values of Object.values(SETS)) {
      const resources = await render(values, version);

      expect(resources.flatMap(mistakesIn)).toEqual([]);
      for (const { apiVersion } of resources) expect(REMOVED).not.toContain(apiVersion);
    }
  });

  test("refuses an old Kubernetes", async () => {
    await expect(render(LEAST, "1.28.0")).rejects.toThrow(/kubeVersion/);
  });

  test.each([
    ["a value that nobody knows", { ...LEAST, webb: {} }, /webb/],
    ["no database", { config: LEAST.config }, /database\.existingSecret is needed/],
    ["nobody in the directory", { database: LEAST.database }, /config\.directory is needed/],
    ["a replica count in words", { ...LEAST, web: { replicas: "two" } }, /web\.replicas/],
    ["no address for keda", { ...LEAST, autoscaling: { workers: "keda" } }, /keda\.prometheus is/],
    [
      "a right to everything",
      { ...LEAST, rbac: { cluster: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }] } },
      /rbac\.cluster/,
    ],
  ])("refuses %s, and says where", async (_what, values, reason) => {
    await expect(render(values)).rejects.toThrow(reason);
  });

  test("gives no right beyond those that were listed, and none for the cluster by itself", async () => {
    const rights = ({ kind }: Resource): boolean => kind.endsWith("Role");

    expect((await render(LEAST)).filter(rights)).toEqual([]);
    expect((await render(EVERYTHING)).filter(rights)).toMatchObject([
      { kind: "ClusterRole", rules: EVERYTHING.rbac.cluster },
      {
        kind: "Role",
        metadata: { namespace: "payments" },
        rules: EVERYTHING.rbac.namespaces.payments,
      },
    ]);
  });

  test("lets no pod run as root, gain rights or write to its image", async () => {
    for (const values of Object.values(SETS)) {
      const pods = (await render(values)).filter(({ kind }) =>
        ["Deployment", "Job"].includes(kind),
      );

      expect(pods).toHaveLength(3);
      for (const pod of pods) {
        expect(pod).toMatchObject({
          spec: {
            template: {
              spec: {
                securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
                containers: [
                  {
                    securityContext: {
                      allowPrivilegeEscalation: false,
                      readOnlyRootFilesystem: true,
                      capabilities: { drop: ["ALL"] },
                    },
                  },
                ],
              },
            },
          },
        });
      }
    }
  });

  test("shows the address of the owner to the migration alone", async () => {
    const holders = (await render(EVERYTHING)).filter((resource) =>
      JSON.stringify(resource).includes("PITCREW_OWNER_DATABASE_URL"),
    );

    expect(holders).toMatchObject([{ kind: "Job", metadata: { name: "crew-pitcrew-migrate" } }]);
  });

  test("replaces pods when a configuration file changes", async () => {
    const stamp = async (values: object): Promise<unknown> =>
      (await render(values)).find(({ kind }) => kind === "Deployment")?.["spec"];

    expect(await stamp(LEAST)).toEqual(await stamp(LEAST));
    expect(await stamp(LEAST)).not.toEqual(
      await stamp({ ...LEAST, config: { ...LEAST.config, settings: { audit: {} } } }),
    );
  });
});
