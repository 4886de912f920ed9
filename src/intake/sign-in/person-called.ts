import type { Access } from "../../access/authorize.ts";

/** Whose address this is in the directory, where no two people have the same. */
export function personCalled(email: string, access: Access): string | undefined {
  if (access.is === "solo") return undefined;
  const wanted = email.toLowerCase();
  const people = Object.entries(access.directory.people);
  return people.find(([, person]) => person.email.toLowerCase() === wanted)?.[0];
}
