import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { Rules, scaleRules } from "../../drills/alerts/rules.ts";
import type { Range } from "../../drills/range/start-range.ts";
import { prometheusConfig } from "../../drills/scenario/find-prometheus.ts";
import { asJson } from "../terminal.ts";
import { jobsOf } from "./range-jobs.ts";

/** Where an Alertmanager usually listens. */
const ALERTMANAGER = "http://127.0.0.1:9093";

/** What the rules of the runbook are called, in the folder of the playbooks. */
const RULES = join("alerts", "workflow-engine.yaml");

/** Writes what a Prometheus needs to watch this range by the rules of the runbook, at its pace. Answers the file to start it with. */
export async function writePrometheus(
  folder: string,
  range: Range,
  { pace, playbooks }: { readonly pace: number; readonly playbooks: string },
): Promise<string> {
  const rules = Rules.parse(parse(await readFile(join(playbooks, RULES), "utf8")));
  await mkdir(folder, { recursive: true });
  const rulesFile = resolve(folder, "rules.yml");
  const configFile = join(folder, "prometheus.yml");
  await writeFile(rulesFile, `${asJson(scaleRules(rules, pace))}\n`);
  const watching = { jobs: jobsOf(range), alertmanager: ALERTMANAGER };
  await writeFile(configFile, `${prometheusConfig(watching, rulesFile)}\n`);
  return configFile;
}
