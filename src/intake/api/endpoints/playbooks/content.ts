import { z } from "zod";
import { SEMVER } from "../../../../playbook/format/playbook.ts";
import { thisPlaybook } from "../../route/over.ts";
import { type Route, route } from "../../route/route.ts";
import { VersionContentView, VersionDiffView } from "../../views/version-content-view.ts";

const version = z.string().regex(SEMVER, "must have three parts, such as 1.4.0");

export const showVersion = route({
  method: "GET",
  path: "/v1/playbooks/:playbook/content",
  summary: "Shows all that a version of a playbook says; without one, the active version.",
  right: "see",
  of: thisPlaybook,
  query: z.strictObject({ version: version.optional() }),
  view: VersionContentView,
  refuses: ["E311", "E561"],
  handle: ({ params, query }, { content }) => content.show(params.playbook, query.version),
});

export const compareVersions = route({
  method: "GET",
  path: "/v1/playbooks/:playbook/diff",
  summary: "Says what differs between two versions, and what that asks of the version's number.",
  right: "see",
  of: thisPlaybook,
  query: z.strictObject({ from: version, to: version }),
  view: VersionDiffView,
  refuses: ["E311", "E561"],
  handle: ({ params, query }, { content }) => content.compare(params.playbook, query),
});

/** What versions say. */
export const CONTENT_ROUTES: readonly Route[] = [showVersion, compareVersions];
