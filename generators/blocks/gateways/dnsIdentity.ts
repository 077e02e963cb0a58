import type { Inputs } from '../../model/inputs.ts';
import { dnsClouds } from '../../model/settings/dns.ts';
import { identityAnnotations } from '../identity.ts';

/**
 * Annotations of the service account of an operator that writes to the zone: where the zone is of the cluster's own
 * cloud. In another cloud the identity is asked for with a token, without any annotation.
 */
export function dnsIdentity(
  name: string,
  { cluster, environment: { dns } }: Pick<Inputs, 'cluster' | 'environment'>,
): Readonly<Record<string, string>> {
  if (!dns || dnsClouds[dns.service] !== cluster.cloud) return {};
  return identityAnnotations(name, cluster) ?? {};
}
