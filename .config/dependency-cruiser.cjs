// Imports point one way: model < audit < expr < steps < document < config < access < playbook < match < check < engine
// < schedule < notify < rehearsal < intake < report < console < drills < cli. Each rule carries its reason; `npm test` also proves on a planted
// violation for each of them that the rules fire.

const ORDER = [
  "model",
  "audit",
  "ports",
  "expr",
  "steps",
  "document",
  "config",
  "access",
  "playbook",
  "match",
  "check",
  "engine",
  "schedule",
  "notify",
  "rehearsal",
  "intake",
  "report",
  "console",
  "drills",
  "cli",
];

/** Matches `src/x/` in the project and in the planted copy under test/fixtures/imports/. */
const inFolders = (folders) => `(^|/)src/(${folders.join("|")})/`;

/** A port is named after its user's need, so it may speak of what the engine keeps: types, which know no port. */
const SPOKEN = {
  ports: "(^|/)src/(engine/machine/(state|event|effect)|playbook/format/safety)\\.ts$",
};

const onlyBackwards = ORDER.slice(0, -1).map((folder, index) => ({
  name: `${folder}-looks-ahead`,
  comment: `src/${folder} comes before what it imports; the story of an alert reads one way.`,
  severity: "error",
  from: { path: inFolders([folder]) },
  to: {
    path: inFolders(ORDER.slice(index + 1)),
    ...(folder in SPOKEN && { pathNot: SPOKEN[folder] }),
  },
}));

module.exports = {
  forbidden: [
    ...onlyBackwards,
    {
      name: "drills-stand-alone",
      comment:
        "What people practise on knows words and ports, and nothing of what practises on it.",
      severity: "error",
      from: { path: inFolders(["drills"]) },
      to: { path: "(^|/)src/", pathNot: inFolders(["model", "ports", "drills"]) },
    },
    {
      name: "no-cycles",
      comment:
        "Files that need each other are one concept, or two that are cut in the wrong place.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "pure-stays-pure",
      comment: "Deciding is pure: no clock, no files, no network. Act at the edge.",
      severity: "error",
      from: { path: "(^|/)src/(model|access|expr|match|engine/machine|playbook|check/rules)/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    },
    {
      name: "pure-knows-no-ports",
      comment: "What decides is handed values, not doors to the outside.",
      severity: "error",
      from: { path: "(^|/)src/(model|expr|match|engine/machine|playbook)/" },
      to: { path: "(^|/)src/(ports|integrations)/" },
    },
    {
      name: "integrations-behind-ports",
      comment:
        "Only main.ts and the command line know concrete integrations; wire, render and verify are pure and open to all.",
      severity: "error",
      from: { path: "(^|/)src/", pathNot: "(^|/)src/(integrations/|cli/|main\\.ts)" },
      to: { path: "(^|/)src/integrations/", pathNot: "/(wire|render|verify|address)\\.ts$" },
    },
    {
      name: "integrations-apart",
      comment:
        "Each integration stands alone, so that one can be replaced without reading another.",
      severity: "error",
      from: { path: "(^|/)src/integrations/([^/]+)/" },
      to: { path: "(^|/)src/integrations/", pathNot: "(^|/)src/integrations/$2/" },
    },
    {
      name: "no-orphans",
      comment: "A file that nobody imports and that imports nobody is dead.",
      severity: "error",
      from: { orphan: true, pathNot: "\\.d\\.ts$" },
      to: {},
    },
    {
      name: "tests-stay-outside",
      comment: "The product never leans on its tests.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^test/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: [".ts", ".mjs", ".js"] },
  },
};
