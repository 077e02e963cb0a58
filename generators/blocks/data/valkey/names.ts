import type { AppId } from '../../../model/appId.ts';
import type { ClusterFacts } from '../../../model/inputs.ts';
import { hostOf } from '../../runtime.ts';
import { quorumMembers } from '../shared/zonePlacement.ts';

/** Ports: `valkey` of servers and proxies, `sentinel`, `exporter`, and `proxy` for the proxies' own metrics. */
export const valkeyPorts = { valkey: 6379, sentinel: 26379, exporter: 9121, proxy: 8404 } as const;

/** Label that members and proxies of one Valkey share; their `app.kubernetes.io/name` differs. */
export function valkeyPods({ name }: Pick<AppId, 'name'>): Record<string, string> {
  return { 'app.kubernetes.io/instance': name };
}

/** Name of the headless Service, which gives each member a host name. */
export function membersName({ name }: Pick<AppId, 'name'>): string {
  return `${name}-members`;
}

/**
 * The proxies, which forward clients without Sentinel support to the primary. They exist only where there are several
 * members.
 */
export function proxyApp({ name, tier }: Pick<AppId, 'name' | 'tier'>): AppId<never> {
  return { name: `${name}-proxy`, tier, ports: [], keys: {} };
}

/** Domain of the members' host names. */
export function membersDomain(app: Pick<AppId, 'name' | 'tier'>): string {
  return hostOf({ name: membersName(app), tier: app.tier });
}

/**
 * Host name of each member. Servers, Sentinels and clients know each other by these names, because addresses of pods
 * change. A name with five dots is resolved without the search list, in one lookup:
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-config
 */
export function memberHosts(app: Pick<AppId, 'name' | 'tier'>, cluster: ClusterFacts): string[] {
  const members = Array.from({ length: quorumMembers(cluster) }, (_, index) => `${app.name}-${index}`);
  return members.map((member) => `${member}.${membersDomain(app)}`);
}
