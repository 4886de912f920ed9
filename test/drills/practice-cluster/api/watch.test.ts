import { describe, expect, test } from "vitest";
import { watch, type WatchEvent } from "../../../../src/drills/practice-cluster/api/watch.ts";
import type { Fits } from "../../../../src/drills/practice-cluster/api/list.ts";
import { openStore } from "../../../../src/drills/practice-cluster/store/store.ts";

describe("whoever watches by a selector", () => {
  test("sees an object come and go as it begins and ceases to fit", () => {
    const { store, seen } = watched(({ metadata }) => metadata.labels?.["tier"] === "front");
    store.put("configmaps", configMap({}));
    store.put("configmaps", configMap({ tier: "front" }));
    store.put("configmaps", configMap({ tier: "front", more: "1" }));
    store.put("configmaps", configMap({}));
    const last = store.put("configmaps", configMap({ tier: "front" }));
    store.remove("configmaps", last);

    expect(seen.map(({ type }) => type)).toEqual([
      "ADDED",
      "MODIFIED",
      "DELETED",
      "ADDED",
      "DELETED",
    ]);
  });

  test("hears nothing of other namespaces and other things", () => {
    const { store, seen } = watched(() => true);
    const elsewhere = configMap({});
    store.put("configmaps", { ...elsewhere, metadata: { ...elsewhere.metadata, namespace: "x" } });
    store.put("namespaces", { ...elsewhere, status: { phase: "Active" } });

    expect(seen).toEqual([]);
  });

  test("hears nothing of a change that changes nothing", () => {
    const { store, seen } = watched(() => true);
    store.put("configmaps", configMap({}));
    store.put("configmaps", configMap({}));

    expect(seen).toHaveLength(1);
  });
});

test("whoever watches from an old version is told what was missed, as long as it is known", () => {
  const store = openStore(2);
  const from = String(store.version());
  for (const text of ["1", "2", "3"]) store.put("configmaps", configMap({ text }));
  expect(look(store, from).map(({ type }) => type)).toEqual(["ADDED", "MODIFIED", "MODIFIED"]);

  for (const text of ["4", "5"]) store.put("configmaps", configMap({ text }));
  expect(look(store, from)).toMatchObject([{ type: "ERROR", status: { code: 410 } }]);
});

function watched(fits: Fits) {
  const store = openStore();
  const seen: WatchEvent[] = [];
  const from = String(store.version());
  const what = { plural: "configmaps", namespace: "shop", fits, from } as const;
  watch(
    store,
    what,
    (event) => seen.push(event),
    () => undefined,
  );
  return { store, seen };
}

function look(store: ReturnType<typeof openStore>, from: string): readonly WatchEvent[] {
  const seen: WatchEvent[] = [];
  const what = { plural: "configmaps", namespace: undefined, fits: () => true, from } as const;
  watch(
    store,
    what,
    (event) => seen.push(event),
    () => undefined,
  )();
  return seen;
}

function configMap(labels: Readonly<Record<string, string>>) {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name: "c",
      namespace: "shop",
      uid: "u",
      resourceVersion: "",
      creationTimestamp: "2026-01-01T00:00:00Z",
      labels,
    },
  };
}
