import { type Alert, createAlert } from "../model/alert.ts";
import type { JsonObject } from "../model/json.ts";
import type { Mode } from "../playbook/format/safety.ts";
import type { Answers, PlaybookTest, TestAlert, TestFile } from "./test-file.ts";

/** Everything a rehearsed run meets: what starts it, what calls find, what people say. */
export interface Scene {
  /** Nothing for a run that a person or another playbook starts. */
  readonly alert: Alert | undefined;
  readonly params: JsonObject;
  /** Nothing when the playbook's own mode counts. */
  readonly mode: Mode | undefined;
  readonly stub: JsonObject;
  readonly answers: Answers;
  readonly alertResolvesAfter: string | undefined;
}

/** A test's own words come before those of `defaults`, key by key; an alert is replaced whole. */
export function sceneOf(defaults: TestFile["defaults"], test: PlaybookTest): Scene {
  const alert = test.alert ?? defaults.alert;
  return {
    alert: alert === undefined ? undefined : alertOf(alert),
    params: { ...defaults.params, ...test.params },
    mode: test.mode ?? defaults.mode,
    stub: { ...defaults.stub, ...test.stub },
    answers: { ...defaults.answers, ...test.answers },
    alertResolvesAfter: test.alert_resolves_after,
  };
}

export function alertOf({ alert, labels, annotations, status, fingerprint }: TestAlert): Alert {
  return createAlert({
    status,
    labels: new Map(Object.entries({ ...labels, alertname: alert })),
    annotations: new Map(Object.entries(annotations)),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  });
}
