import { stringify } from "yaml";
import { AppManifest } from "../integrations/slack/manifest/app-manifest.ts";
import { makeManifest, type ManifestWay } from "../integrations/slack/manifest/make-manifest.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface SlackOptions {
  readonly mode?: string;
  readonly url?: string;
  readonly json?: true;
}

export async function slack(
  [what = ""]: readonly string[],
  options: SlackOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (what !== "manifest") {
    terminal.complain(`"${what}" is nothing that can be printed`, "write pitcrew slack manifest");
    return EXIT.usage;
  }
  const way = wayOf(options);
  if (typeof way === "string") {
    terminal.complain(way, "write --mode socket, or --mode http --url https://…");
    return EXIT.usage;
  }
  const manifest = AppManifest.parse(makeManifest(way));
  terminal.print(options.json ? asJson(manifest) : stringify(manifest).trimEnd());
  return EXIT.done;
}

function wayOf({ mode = "socket", url }: SlackOptions): ManifestWay | string {
  switch (mode) {
    case "socket":
      return url === undefined ? { is: "socket" } : "--url is for --mode http alone";
    case "http":
      if (url === undefined) return "--mode http needs the address of this Pitcrew";
      return isHttps(url) ? { is: "http", url } : `"${url}" is no https address`;
    default:
      return `"${mode}" is no mode`;
  }
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === "https:";
}
