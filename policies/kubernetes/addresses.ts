/** The address of a Service, as texts name it: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/ */
export interface Address {
  readonly service: string;
  readonly namespace: string;
  /** What stands after `svc`; empty, or `.cluster.local`. */
  readonly domain: string;
  readonly port: number | undefined;
  /** As it is written. */
  readonly written: string;
}

const full = /([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?![a-z0-9-])((?:\.[a-z0-9-]+)*)(?::(\d+))?/g;
const short = /:\/\/(?:[^\s/@]*@)?([a-z0-9-]+)\.([a-z0-9-]+)(?![a-z0-9.-])(?::(\d+))?/g;

/**
 * The Services that a text names: with `svc` anywhere in it; without, as the host of a URL whose last part is one of these
 * namespaces.
 */
export function addressesIn(text: string, namespaces: ReadonlySet<string>): readonly Address[] {
  const found: Address[] = [];
  for (const [written, service = '', namespace = '', domain = '', port] of text.matchAll(full)) {
    found.push({ service, namespace, domain, port: port === undefined ? undefined : Number(port), written });
  }
  for (const [whole, service = '', namespace = '', port] of text.matchAll(short)) {
    if (!namespaces.has(namespace)) continue;
    const written = whole.replace(/^:\/\/(?:[^\s/@]*@)?/, '');
    found.push({ service, namespace, domain: '', port: port === undefined ? undefined : Number(port), written });
  }
  return found;
}
