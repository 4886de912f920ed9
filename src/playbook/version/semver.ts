/** How much a change asks of those who rely on a playbook, from little to much. */
export const BUMPS = ["patch", "minor", "major"] as const;

export type Bump = (typeof BUMPS)[number];

/** Negative when the first is older. Both have passed the playbook's schema: three plain numbers. */
export function compareVersions(first: string, second: string): number {
  const [a, b] = [partsOf(first), partsOf(second)];
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** The first version after this one in which the named part is higher. */
export function nextVersion(version: string, part: Bump): string {
  const [major, minor, patch] = partsOf(version);
  switch (part) {
    case "major":
      return `${major + 1}.0.0`;
    case "minor":
      return `${major}.${minor + 1}.0`;
    case "patch":
      return `${major}.${minor}.${patch + 1}`;
  }
}

/**
 * The least version after a change. Before 1.0.0 every change moves one part further right, as
 * everybody does who is not done yet: there, 0.3.0 may break what relies on 0.2.9.
 */
export function raiseVersion(version: string, bump: Bump): string {
  const [major] = partsOf(version);
  if (major > 0) return nextVersion(version, bump);
  return nextVersion(version, bump === "major" ? "minor" : "patch");
}

function partsOf(version: string): readonly [major: number, minor: number, patch: number] {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  return [major, minor, patch];
}
