import { once } from "node:events";
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { connect as connectSecure } from "node:tls";
import type { WireRequest } from "./wire.ts";

/**
 * Opens a connection to this very address, while the certificate is still held against the name.
 *
 * Nothing of a request is written here, so whatever fails here has had no effect.
 */
export async function open(
  wire: WireRequest,
  address: string,
  certificateAuthority: string | undefined,
  signal: AbortSignal,
): Promise<Socket> {
  const socket = wire.secure
    ? connectSecure({
        host: address,
        port: wire.port,
        // A bare address has no name to send or to check; its certificate must list the address.
        servername: isIP(wire.hostname) === 0 ? wire.hostname : "",
        ALPNProtocols: ["http/1.1"],
        ...(certificateAuthority === undefined ? {} : { ca: certificateAuthority }),
      })
    : connectPlain({ host: address, port: wire.port });
  try {
    await once(socket, wire.secure ? "secureConnect" : "connect", { signal });
    return socket;
  } catch (error) {
    // A socket that is torn down while connecting may report that a second time.
    socket.on("error", () => {});
    socket.destroy();
    throw error;
  }
}
