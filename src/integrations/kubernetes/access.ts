import type { OutgoingHttpHeaders } from "node:http";
import type { RequestOptions } from "node:https";
import { dirname } from "node:path";
import type { KubeConfig } from "@kubernetes/client-node";

/** Where the way to a cluster is written down. */
export type AccessSource =
  | { readonly is: "in_cluster" }
  | {
      readonly is: "kubeconfig";
      /** Asked for each call, so that a renewed one is soon used. */
      readonly text: () => Promise<string>;
      /** What its relative paths start from. */
      readonly file?: string;
      readonly context?: string;
    };

export interface Access {
  readonly server: string;
  /** Certificates and the header that says who asks; fresh, as tokens run out. */
  readonly options: Omit<RequestOptions, "headers"> & { readonly headers: OutgoingHttpHeaders };
}

/** Finds the way to a cluster, again only when what is written has changed. */
export function openAccess(source: AccessSource): () => Promise<Access> {
  let known: { readonly text: string; readonly config: KubeConfig } | undefined;

  async function current(): Promise<KubeConfig> {
    const text = source.is === "kubeconfig" ? await source.text() : "";
    if (known?.text !== text) known = { text, config: await load(source, text) };
    return known.config;
  }

  return async () => {
    const config = await current();
    const cluster = config.getCurrentCluster();
    if (cluster === null) {
      const context = config.getCurrentContext();
      throw new Error(`the kubeconfig has no context "${context}", or that names no cluster`);
    }
    const options: Access["options"] = { headers: {} };
    await config.applyToHTTPSOptions(options);
    // Its own agent opens a connection for each request; only the way through a proxy needs it.
    if (cluster.proxyUrl === undefined) delete options.agent;
    return { server: cluster.server, options };
  };
}

async function load(source: AccessSource, text: string): Promise<KubeConfig> {
  // The library is large, and most processes never see a cluster.
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  if (source.is === "in_cluster") {
    config.loadFromCluster();
    return config;
  }
  config.loadFromString(text);
  if (source.file !== undefined) config.makePathsAbsolute(dirname(source.file));
  if (source.context !== undefined) config.setCurrentContext(source.context);
  return config;
}
