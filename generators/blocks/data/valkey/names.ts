import type { AppId } from '../../../model/appId.ts';
import type { ClusterFacts } from '../../../model/inputs.ts';
import { hostOf } from '../../runtime.ts';
import { quorumMembers } from '../shared/zonePlacement.ts';

/** Where servers (and proxies before them), Sentinels, exporters and the proxies' own metrics listen. */
export const valkeyPorts = { valkey: 6379, sentinel: 26379, exporter: 9121, proxy: 8404 } as const;

/** The label that servers and proxies of one system share, whose names differ. */
export function valkeyPods({ name }: Pick<AppId, 'name'>): Record<string, string> {
  return { 'app.kubernetes.io/instance': name };
}

/** The headless Service by which members have names of their own. */
export function membersName({ name }: Pick<AppId, 'name'>): string {
  return `${name}-members`;
}

/** The proxies that lead plain clients to the primary: there only where there are several members. */
export function proxyApp({ name, tier }: Pick<AppId, 'name' | 'tier'>): AppId<never> {
  return { name: `${name}-proxy`, tier, ports: [], keys: {} };
}

/** What the names of members end with. */
export function membersDomain(app: Pick<AppId, 'name' | 'tier'>): string {
  return hostOf({ name: membersName(app), tier: app.tier });
}

/**
 * The name of each member, which is how servers, Sentinels and clients know each other: addresses of pods change. With
 * five dots and no search list they are looked up once: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-config
 */
export function memberHosts(app: Pick<AppId, 'name' | 'tier'>, cluster: ClusterFacts): string[] {
  const members = Array.from({ length: quorumMembers(cluster) }, (_, index) => `${app.name}-${index}`);
  return members.map((member) => `${member}.${membersDomain(app)}`);
}
