import type { Linked } from '../link/link.ts';
import type { Peer } from '../model/endpoint.ts';
import type { Use } from '../model/inputs.ts';
import { memberAt } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';

/** A host that an app names, and the networks where a setting says that it is. */
export interface NamedHost {
  readonly host: string;
  readonly networks: readonly string[];
}

/**
 * Hosts outside the cluster that an app's objects name in addresses, and those of its contracts and of its jobs'.
 * @param json the objects
 * @param own hosts that are not outside: those that the cluster publishes, and that of this repository, to which
 * messages link
 * @param claims texts that look like addresses and are compared alone: issuers and audiences of tokens
 */
export function hostsNamed(
  json: string,
  linked: Linked | undefined,
  own: ReadonlySet<string>,
  claims: readonly string[] = [],
): readonly NamedHost[] {
  // Addresses end at what JSON writes around and inside of texts.
  const inTexts = new Set(hostsIn(withoutClaims(json, claims)));
  const { uses = {}, jobs = {} } = linked?.inputs.graph ?? {};
  const ofContracts = [uses, ...Object.values(jobs)]
    .flatMap(Object.values<Use>)
    .flatMap(({ endpoint }): NamedHost[] => {
      if (!endpoint || isInside(endpoint.peer)) return [];
      return [{ host: endpoint.host, networks: endpoint.peer === 'internet' ? [] : endpoint.peer.networks }];
    });
  const isOutside = ({ host }: NamedHost) => host.includes('.') && !inCluster.test(host) && !own.has(host);
  return [...[...inTexts].map((host) => ({ host, networks: [] })), ...ofContracts].filter(isOutside);
}

function isInside(peer: Peer): peer is Exclude<Peer, 'internet' | { networks: unknown }> {
  return peer !== 'internet' && !('networks' in peer);
}

/** A text without whole claims, and without the principals that begin with one. */
function withoutClaims(json: string, claims: readonly string[]): string {
  return claims.reduce((text, claim) => {
    return text.includes(claim) ? text.replaceAll(new RegExp(`${escaped(claim)}(?=/\\*|[^\\w./:-]|$)`, 'g'), '') : text;
  }, json);
}

/** Hosts that a cluster publishes: its gateway has a certificate for each. */
export function hostsPublished(objects: readonly Resource[]): readonly string[] {
  return objects.flatMap(({ kind, spec }) => {
    const names = kind === 'Certificate' ? memberAt(spec, ['dnsNames']) : undefined;
    return Array.isArray(names) ? names.map(String) : [];
  });
}

/** The hosts of all addresses in a text. */
export function hostsIn(text: string): readonly string[] {
  if (!text.includes('://')) return [];
  return [...text.matchAll(address)].map(([, host = '']) => host);
}

/** It begins at what ends a scheme: looking for where schemes begin takes the square of a long text. */
const address = /(?<=[a-z0-9+.-]):\/\/(?:[^\s/@"'`\\]*@)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)/g;

/** Names of Services and of the machine itself, and numbers. */
const inCluster = /(^|\.)(svc|local|localhost)$|^[0-9.]+$|\.svc\./;

const escaped = (text: string): string => text.replaceAll(/[^\w\s]/g, '\\$&');
