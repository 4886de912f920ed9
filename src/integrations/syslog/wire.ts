export interface SyslogMessage {
  readonly at: number;
  readonly host: string;
  readonly text: string;
}

/** "Log audit", and "notice". */
const PRIORITY = 13 * 8 + 5;

/** A message as RFC 5424 wants it. */
export function syslogMessage({ at, host, text }: SyslogMessage): string {
  const time = new Date(at).toISOString();
  return `<${PRIORITY}>1 ${time} ${nameOf(host)} pitcrew - checkpoint - ${text}`;
}

/** On a stream, each message has its length in bytes before it (RFC 6587). */
export function framed(message: string): string {
  return `${Buffer.byteLength(message)} ${message}`;
}

const LONGEST_NAME = 255;

function nameOf(host: string): string {
  return host.replaceAll(/[^!-~]/g, "").slice(0, LONGEST_NAME) || "-";
}
