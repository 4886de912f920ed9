import { systemClock as clock } from "../integrations/system/clock.ts";
import { printFindings } from "./print-findings.ts";
import { type Exam, ill, well } from "./doctor/exam.ts";
import { examineConnection } from "./doctor/examine-connection.ts";
import { examinePagerDuty } from "./doctor/examine-pagerduty.ts";
import { examineService } from "./doctor/examine-service.ts";
import { examineSlack } from "./doctor/examine-slack.ts";
import { judgeAlertmanager } from "./doctor/judge-alertmanager.ts";
import { printExams } from "./doctor/print-exams.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import type { Connection } from "../config/connections/connection.ts";
import { callEndpoint } from "./serve/call-endpoint.ts";
import { openSettings } from "./serve/open-settings.ts";
import { openOutside } from "./serve/outside.ts";
import { type ServerOptions, serverOf } from "./server/server.ts";
import type { Terminal } from "./terminal.ts";
import { openWorld, type WorldOptions } from "./world.ts";

interface DoctorOptions extends WorldOptions, ServerOptions {
  readonly json?: true;
}

/** For everything together: nobody waits longer for a diagnosis. */
const PATIENCE_MS = 60_000;

/** Looks at everything that Pitcrew needs, from where it is called and with the same environment. */
export async function doctor(
  _args: readonly string[],
  options: DoctorOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const settings = await openSettings();
  if (!settings.ok) {
    printFindings(settings.findings, terminal);
    return EXIT.usage;
  }
  const { world, findings } = await openWorld(options, terminal);
  printFindings(findings, terminal);
  const { connections, directory } = world;
  const exams = [
    findings.length === 0
      ? well("files", "What is there can be read")
      : ill("files", `${findings.length} mistakes in them`, "Mend what is printed above."),
    ...(await examineService(serverOf(options), clock.now, signal)),
    ...(await examineConnections(connections?.connections ?? {}, signal)),
    ...(await examineSlack(signal)),
    ...(await examinePagerDuty(settings.settings.pagerduty, directory, signal)),
  ];
  return printExams(exams, options, terminal);
}

async function examineConnections(
  connections: Readonly<Record<string, Connection>>,
  signal: AbortSignal,
): Promise<readonly Exam[]> {
  const { needs, close } = openOutside(() => ({ format: 1, connections }));
  try {
    const exams = await Promise.all(
      Object.entries(connections).map(async ([name, connection]) => {
        const exam = await examineConnection(name, connection, needs, signal);
        if (connection.type !== "alertmanager" || exam.verdict !== "well") return [exam];
        return [exam, ...(await examineAlertmanager(exam.subject, connection, signal))];
      }),
    );
    return exams.flat();
  } finally {
    close();
  }
}

async function examineAlertmanager(
  subject: string,
  connection: Extract<Connection, { type: "alertmanager" }>,
  signal: AbortSignal,
): Promise<readonly Exam[]> {
  const request = { method: "GET", target: "/api/v2/status", headers: {} } as const;
  const answer = await callEndpoint(connection)(request, signal);
  return judgeAlertmanager(subject, answer.is === "answered" ? answer.body : undefined);
}
