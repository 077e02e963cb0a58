import type { Resource } from '../../generators/model/resource.ts';

/** A NetworkPolicy with one change. */
export interface Mutant {
  /** `data/users-database spec.egress[1] without to[0]`. */
  readonly title: string;
  /** The policy that it replaces. */
  readonly of: Resource;
  /** Absent: the policy is deleted. */
  readonly policy?: Resource;
}

interface Peer {
  readonly podSelector?: unknown;
  readonly namespaceSelector?: unknown;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly unknown[];
}

interface Spec {
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** Every small change that opens or closes something: each part of a policy removed, and each direction opened. */
export function* mutantsOf(policy: Resource): Generator<Mutant> {
  const spec = policy.spec as Spec;
  const name = `${policy.metadata.namespace}/${policy.metadata.name}`;
  const changed = (title: string, change: Partial<Spec>): Mutant => ({
    title: `${name} ${title}`,
    of: policy,
    policy: { ...policy, spec: { ...spec, ...change } },
  });
  yield { title: `${name} gone`, of: policy };
  for (const direction of spec.policyTypes) {
    yield changed(`without ${direction}`, { policyTypes: spec.policyTypes.filter((one) => one !== direction) });
  }
  for (const direction of ['ingress', 'egress'] as const) {
    const rules = spec[direction] ?? [];
    yield changed(`with all ${direction} open`, { [direction]: [...rules, {}] });
    for (const [index, rule] of rules.entries()) {
      const at = `spec.${direction}[${index}]`;
      yield changed(`without ${at}`, { [direction]: rules.toSpliced(index, 1) });
      for (const [title, instead] of rulesLike(rule)) {
        yield changed(`${at} ${title}`, { [direction]: rules.with(index, instead) });
      }
    }
  }
}

/** Mutants of a rule, with other peers or ports. A rule without peers or ports would match all of them. */
function* rulesLike(rule: Rule): Generator<readonly [string, Rule]> {
  for (const key of ['from', 'to', 'ports'] as const) {
    const members = rule[key] ?? [];
    for (const index of members.keys())
      yield [`without ${key}[${index}]`, { ...rule, [key]: members.toSpliced(index, 1) }];
  }
  for (const key of ['from', 'to'] as const) {
    for (const [index, peer] of (rule[key] ?? []).entries()) {
      for (const [title, instead] of peersLike(peer)) {
        yield [`${key}[${index}] ${title}`, { ...rule, [key]: rule[key]?.with(index, instead) }];
      }
    }
  }
}

/** Mutants of a peer, which match more pods, or others. */
function* peersLike(peer: Peer): Generator<readonly [string, Peer]> {
  if (peer.podSelector) yield ['with all pods', { ...peer, podSelector: {} }];
  if (peer.namespaceSelector) yield ['with all namespaces', { ...peer, namespaceSelector: {} }];
  const { ipBlock } = peer;
  for (const [index, except] of (ipBlock?.except ?? []).entries()) {
    yield [
      `without the exception ${except}`,
      { ipBlock: { cidr: ipBlock?.cidr ?? '', except: ipBlock?.except?.toSpliced(index, 1) ?? [] } },
    ];
  }
}

/** All policies with one changed. */
export function withMutant(policies: readonly Resource[], { of, policy }: Mutant): readonly Resource[] {
  return policies.flatMap((one) => (one === of ? (policy ?? []) : one));
}
