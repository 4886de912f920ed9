import { readFileSync } from "node:fs";
import { isMap, isScalar, parseDocument, type YAMLMap } from "yaml";
import { markdownTable } from "../../src/model/markdown-table.ts";

/** The README of the chart: how it is installed, and every value with what holds without it. */
export function chartPage(): string {
  const { contents } = parseDocument(readFileSync("helm/values.yaml", "utf8"));
  if (!isMap(contents)) throw new TypeError("values.yaml is no map");
  const table = markdownTable(["value", "default", "means"], [...rowsOf(contents, "")]);
  return `${INSTALL}\n\n## Values\n\n${table}\n`;
}

/** Values with a remark of their own, and every other leaf. */
function* rowsOf(map: YAMLMap, prefix: string): Generator<readonly string[]> {
  for (const { key, value } of map.items) {
    if (!isScalar(key)) continue;
    const name = `${prefix}${String(key.value)}`;
    const about = (key.commentBefore ?? firstRemark(map, key)).split("\n").map(meaningOf).join(" ");
    if (isMap(value) && value.items.length > 0 && about.trim() === "") {
      yield* rowsOf(value, `${name}.`);
    } else {
      yield [
        `\`${name}\``,
        `\`${JSON.stringify(isMap(value) ? value.toJSON() : plain(value))}\``,
        about.trim(),
      ];
    }
  }
}

/** The remark before the first key of a map stands at the map. */
function firstRemark(map: YAMLMap, key: unknown): string {
  return map.items[0]?.key === key ? (map.commentBefore ?? "") : "";
}

/** Lines that begin with "--" say what a value means; others are remarks on the file. */
function meaningOf(line: string): string {
  return /^ -- (.*)$/.exec(line)?.[1] ?? "";
}

function plain(value: unknown): unknown {
  if (isScalar(value)) return value.value;
  return typeof value === "object" && value !== null && "toJSON" in value
    ? Object(value).toJSON()
    : value;
}

const INSTALL = `# The chart

Two deployments, \`web\` (webhooks, API, Slack) and \`worker\` (carries runs out), and a job that brings the tables up to date
before each upgrade. It needs Kubernetes 1.29 or newer and a PostgreSQL 15 or newer that it does not bring along.

\`\`\`sh
kubectl create secret generic pitcrew-database --from-literal=DATABASE_URL='postgresql://pitcrew:…@db.example/pitcrew'
pitcrew rbac --json     # the rights that your playbooks need; put them under rbac.namespaces
helm install pitcrew ./helm --namespace ops --values values.yaml
\`\`\`

\`values.yaml\` needs at least \`database.existingSecret\` and \`config.directory\`. A wrong value is refused with its place.

- **Alertmanager** inside the cluster posts to \`http://pitcrew.ops.svc/webhooks/alertmanager/<source>\`. From outside it comes
  through the ingress; then let nothing else than it reach \`/webhooks\`.
- **Rights**: the chart gives the pods no right in the cluster but those listed under \`rbac\`; a rule with \`*\` is refused.
- **Files**: no pod can write to its image; \`/tmp\` and the data directory are empty volumes, because what lasts is in PostgreSQL.
- **Metrics** stand on a port of their own. Alerts (\`rules/\`) and dashboards (\`dashboards/\`) come with the chart; alerts that
  page should go from Alertmanager to PagerDuty directly, because Pitcrew cannot tell that it is down.
- **Autoscaling**: with KEDA, workers follow how long the oldest due run has waited, which is what people feel. With an HPA they
  follow processor time.`;
