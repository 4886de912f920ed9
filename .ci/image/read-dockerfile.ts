export interface Line {
  readonly word: string;
  readonly rest: string;
}

export interface Stage {
  readonly name: string;
  readonly from: string;
  readonly lines: readonly Line[];
}

const KNOWN = new Set(
  "COPY RUN ENV WORKDIR USER VOLUME EXPOSE HEALTHCHECK ENTRYPOINT CMD".split(" "),
);

/** What a Dockerfile says, for those lines that ours is made of; any other is an error, not a guess. */
export function readDockerfile(text: string): readonly Stage[] {
  const stages: { name: string; from: string; lines: Line[] }[] = [];
  for (const line of joined(text)) {
    const [word = ""] = line.split(" ");
    const rest = line.slice(word.length).trim();
    if (word === "ARG") continue;
    if (word === "FROM") {
      const [from = "", , name = `stage-${stages.length}`] = rest.split(" ");
      stages.push({ name, from, lines: [] });
      continue;
    }
    const stage = stages.at(-1);
    if (!KNOWN.has(word) || stage === undefined) throw new Error(`cannot carry out: ${line}`);
    stage.lines.push({ word, rest });
  }
  return stages;
}

/** `A=1 B="two words"`, as ENV takes them. */
export function readPairs(rest: string): Readonly<Record<string, string>> {
  const pairs = [...rest.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g)];
  return Object.fromEntries(
    pairs.map(([, name = "", quoted, plain = ""]) => [name, quoted ?? plain]),
  );
}

/** The words of `CMD ["a", "b"]`; a sentence for a shell is not what we write. */
export function readWords(rest: string): readonly string[] {
  const words: unknown = JSON.parse(rest.slice(rest.indexOf("[")));
  if (!Array.isArray(words)) throw new Error(`cannot carry out: ${rest}`);
  return words.map(String);
}

function joined(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join("\n")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
