import { isJsonObject } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import type { Consequence, DangerReading } from './consequence.ts';
import { mapsAt } from './itemsAt.ts';

/** A policy closes what it selects, in the directions it names, but for what its rules let through. */
const directions = [
  ['Ingress', 'ingress', 'from'],
  ['Egress', 'egress', 'to'],
] as const;

/**
 * A NetworkPolicy that lets more through than before, or is gone: policies add up, and without one everything is open.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export const opensNetwork: DangerReading = ({ kind, before, after }, folder) => {
  const policy = after ?? before;
  // Where its folder is gone, it runs on.
  if (policy?.kind !== 'NetworkPolicy' || kind === 'added' || folder === 'gone') return [];
  if (kind === 'removed')
    return [{ danger: 'opens', words: 'what it closed is open, unless another policy closes it' }];
  return directions.flatMap(([type, part, peers]): Consequence[] => {
    if (closes(before, type) && !closes(after, type)) {
      return [{ danger: 'opens', words: `${type.toLowerCase()} is not closed any more`, field: 'spec.policyTypes' }];
    }
    const known = new Set(ways(before, part, peers).map(({ text }) => text));
    const come = ways(after, part, peers).filter(({ text }) => !known.has(text));
    if (come.length === 0) return [];
    const more = come.length === 1 ? 'one more way' : `${come.length} more ways`;
    const [to, any] = part === 'ingress' ? ['in', 'from any address'] : ['out', 'to any address'];
    const words = come.some(({ isAny }) => isAny) ? `${more} ${to}, ${any}` : `${more} ${to}`;
    return [{ danger: 'opens', words, field: `spec.${part}` }];
  });
};

/** Without types a policy closes ingress, and egress where it has rules for it: the field `policyTypes` of the API. */
function closes(policy: Resource | undefined, type: 'Ingress' | 'Egress'): boolean {
  const { policyTypes, egress } = isJsonObject(policy?.spec) ? policy.spec : {};
  return Array.isArray(policyTypes) ? policyTypes.includes(type) : type === 'Ingress' || egress !== undefined;
}

/** A pair of peer and port. */
interface Way {
  readonly text: string;
  /** Whether the peer is the whole internet. */
  readonly isAny: boolean;
}

/** Every way that rules let through; a rule without peers or ports lets all through. */
function ways(policy: Resource | undefined, part: 'ingress' | 'egress', peers: 'from' | 'to'): Way[] {
  return mapsAt(policy?.spec, part).flatMap((rule) =>
    orAll(rule[peers]).flatMap((peer) =>
      orAll(rule.ports).map((port) => ({ text: JSON.stringify([peer, port]), isAny: isAny(peer) })),
    ),
  );
}

function isAny(peer: unknown): boolean {
  const { ipBlock } = isJsonObject(peer) ? peer : {};
  return peer === 'all' || (isJsonObject(ipBlock) && /\/0$/.test(String(ipBlock.cidr)));
}

const orAll = (value: unknown) => (Array.isArray(value) && value.length > 0 ? value : ['all']);
