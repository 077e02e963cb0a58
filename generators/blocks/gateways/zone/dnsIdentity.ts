import type { Inputs } from '../../../model/inputs.ts';
import { identityAnnotations } from '../../identity.ts';

/**
 * Annotations of the service account of an operator that writes to the zone. Route 53 is written to with a token that is
 * asked for, from clusters of any cloud, without an annotation.
 */
export function dnsIdentity(
  name: string,
  { cluster, environment: { dns } }: Pick<Inputs, 'cluster' | 'environment'>,
): Readonly<Record<string, string>> {
  if (!dns || dns.service === 'route53') return {};
  return identityAnnotations(name, cluster) ?? {};
}
