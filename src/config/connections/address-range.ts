import { isIP } from "node:net";

/** `10.20.0.0/16` or a single address. The range of all addresses would switch the rule off. */
export function isAddressRange(text: string): boolean {
  const [address = "", size, ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (size === undefined) return true;
  const bits = /^[1-9][0-9]{0,2}$/.test(size) ? Number(size) : 0;
  return bits > 0 && bits <= (family === 4 ? 32 : 128);
}
