import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { IssuerSettings } from '../model/settings/index.ts';
import { knownIssuer } from '../upstream/issuers.ts';
import type { LinkedCluster } from './clusters.ts';

/**
 * Checks who signs tokens outside a cluster: that keys come from where the issuer has them, and that the gateway learns
 * of new ones.
 */
export function checkIssuers(fleet: Fleet, { environment, cluster, running }: LinkedCluster): Finding[] {
  const index = environment.settings.clusters.indexOf(cluster);
  return [...running.contracts].flatMap(([name, settings]) => {
    if (settings.provider !== 'external' || !isIssuer(settings)) return [];
    const { issuer, keys } = settings;
    const finding = (key: 'issuer' | 'keys', rest: Pick<Finding, 'code' | 'severity' | 'message' | 'fix'>): Finding => {
      const isOwn = cluster.data?.[name]?.[key] !== undefined;
      return {
        ...rest,
        at: fleet.locate(environment.file, [...(isOwn ? ['clusters', index] : []), 'data', name, key]),
        in: { environment: environment.name, cluster: cluster.name },
      };
    };
    const [host, keysHost] = [issuer, keys].map((address) => new URL(address).host) as [string, string];
    const known = knownIssuer(host);
    const expected = known?.keysAt ?? host;
    const findings: Finding[] = [];
    if (keysHost !== expected) {
      findings.push(
        finding('keys', {
          code: 'keys-elsewhere',
          severity: 'warning',
          message: `The keys of ${issuer} are fetched from ${keysHost}, not from ${expected}: whoever has ${keysHost} signs tokens of every user.`,
          fix: `Compare keys with jwks_uri in ${issuer.replace(/\/$/, '')}/.well-known/openid-configuration.`,
        }),
      );
    }
    if (cluster.gateway === 'kong' && known) {
      findings.push(
        finding('issuer', {
          code: 'keys-change',
          severity: 'error',
          message: `${host} changes its keys by itself, and Kong, the gateway of ${cluster.name}, knows the one key in its entry: from the next change on it refuses everybody.`,
          fix: `Take another gateway for ${cluster.name}, or an issuer whose keys change when you say so. ${known.source}`,
        }),
      );
    }
    return findings;
  });
}

function isIssuer(settings: object): settings is IssuerSettings {
  return 'issuer' in settings && 'keys' in settings;
}
