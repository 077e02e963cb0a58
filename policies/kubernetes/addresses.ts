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

/**
 * A part of a name. Every repetition is bounded, and a name begins where no part of one is before it: so a text of a
 * mebibyte is read once, whatever it is.
 */
const part = '[a-z0-9-]{1,63}';
const start = '(?<![a-z0-9-])';
const port = '(?::(\\d{1,5}))?';
const account = '(?:[^\\s/@]{0,300}@)?';
const full = new RegExp(`${start}(${part})\\.(${part})\\.svc(?![a-z0-9-])((?:\\.${part}){0,10})${port}`, 'g');
const short = new RegExp(`://${account}(${part})\\.(${part})(?![a-z0-9.-])${port}`, 'g');
const beforeHost = new RegExp(`^://${account}`);

/** Whether a text is worth looking for one: hardly any is, and what every address has is found in a fraction of the time. */
export const mayHoldAddress = (text: string): boolean => text.includes('.svc') || text.includes('://');

/**
 * The Services that a text names: with `svc` anywhere in it; without, as the host of a URL whose last part is one of these
 * namespaces.
 */
export function addressesIn(text: string, namespaces: ReadonlySet<string>): readonly Address[] {
  const found: Address[] = [];
  // Hardly any text does, and looking for what every match has takes a fraction of the time.
  const [hasFull, hasShort] = [text.includes('.svc'), text.includes('://')];
  for (const [written, service = '', namespace = '', domain = '', port] of hasFull ? text.matchAll(full) : []) {
    found.push({ service, namespace, domain, port: port === undefined ? undefined : Number(port), written });
  }
  for (const [whole, service = '', namespace = '', port] of hasShort ? text.matchAll(short) : []) {
    if (!namespaces.has(namespace)) continue;
    const written = whole.replace(beforeHost, '');
    found.push({ service, namespace, domain: '', port: port === undefined ? undefined : Number(port), written });
  }
  return found;
}
