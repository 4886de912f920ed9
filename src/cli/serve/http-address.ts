import process from "node:process";
import { z } from "zod";
import { type Answer, answer, refuse } from "../../intake/api/refusal.ts";

export interface HttpAddress {
  readonly host: string;
  readonly port: number;
  /** Where figures are served, when they have a port of their own. */
  readonly metricsPort: number | undefined;
}

const Port = z
  .stringFormat("port", /^[0-9]{1,5}$/)
  .transform(Number)
  .pipe(z.int().max(65_535));
const Host = z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/);

/** Nobody but this machine reaches Pitcrew unless HOST says so. */
export function httpAddress(): Answer<HttpAddress> {
  const host = Host.safeParse(named("HOST") ?? "127.0.0.1");
  if (!host.success)
    return misread("HOST", "the name or address of a network interface", "0.0.0.0");
  const port = Port.safeParse(named("PORT") ?? "8080");
  if (!port.success) return misread("PORT", "a port", "8080");
  const metrics = Port.optional().safeParse(named("METRICS_PORT"));
  if (!metrics.success) return misread("METRICS_PORT", "a port", "9090");
  return answer({ host: host.data, port: port.data, metricsPort: metrics.data });
}

function named(variable: string): string | undefined {
  return process.env[variable] || undefined;
}

function misread(variable: string, what: string, example: string): Answer<never> {
  return refuse(
    "E403",
    `${variable} is not ${what}`,
    `Write one such as ${example}, or leave it unset.`,
  );
}
