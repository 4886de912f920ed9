import { BlockList, isIP } from "node:net";

/**
 * Says to which addresses a destination may lead.
 *
 * Whoever controls a name can point it at a machine inside: at a metadata service that hands out
 * credentials, or at a database. So only public addresses are open, and those that the operator lists.
 */
export function addressRule(allowed: readonly string[]): (address: string) => boolean {
  const listed = new BlockList();
  for (const range of allowed) addRange(listed, range);
  return (address) => {
    const family = familyOf(address);
    if (family === undefined) return false;
    return listed.check(address, family) || isPublic(address, family);
  };
}

type Family = "ipv4" | "ipv6";

function isPublic(address: string, family: Family): boolean {
  if (NOT_PUBLIC.check(address, family)) return false;
  return family === "ipv4" || GLOBAL_UNICAST.check(address, family);
}

const NOT_PUBLIC = rangesOf([
  "0.0.0.0/8", // this network
  "10.0.0.0/8", // private
  "100.64.0.0/10", // shared by providers; some clouds keep metadata here
  "127.0.0.0/8", // loopback
  "169.254.0.0/16", // link-local; metadata services
  "172.16.0.0/12", // private
  "192.0.0.0/24", // protocol assignments
  "192.0.2.0/24", // documentation
  "192.88.99.0/24", // 6to4 relays
  "192.168.0.0/16", // private
  "198.18.0.0/15", // benchmarks
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, broadcast
  "2001::/23", // protocol assignments, Teredo
  "2001:db8::/32", // documentation
  "2002::/16", // 6to4, which carries any IPv4 address inside
  "3fff::/20", // documentation
]);

/**
 * IPv6 is listed the other way round: everything outside this range is refused. That covers
 * loopback, link-local, unique local, multicast, and the forms that carry an IPv4 address inside.
 */
const GLOBAL_UNICAST = rangesOf(["2000::/3"]);

function rangesOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) addRange(list, range);
  return list;
}

function addRange(list: BlockList, range: string): void {
  const [, address = "", prefix] = /^([^/]+)(?:\/([0-9]{1,3}))?$/.exec(range) ?? [];
  const family = familyOf(address);
  if (family === undefined) throw new TypeError(`"${range}" is not a range such as 10.0.0.0/8`);
  if (prefix === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(prefix), family);
}

/** Nothing for names, and for addresses with a zone, which are link-local. */
function familyOf(address: string): Family | undefined {
  if (address.includes("%")) return undefined;
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? "ipv4" : "ipv6";
}
