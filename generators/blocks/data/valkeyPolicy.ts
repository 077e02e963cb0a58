import type { Inputs } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import { closedPolicy } from '../networking/closedPolicy.ts';
import { dnsRule } from '../networking/egress.ts';
import { inNamespace, podsOf, tcp } from '../networking/peers.ts';
import type { ValkeySystem } from './valkey.ts';
import { valkeyPods, valkeyPorts } from './valkeyNames.ts';

/**
 * One policy for members and proxies: users reach both, because Sentinel tells its clients the address of a member.
 * Members, Sentinels and proxies reach each other; Prometheus reads metrics; nothing else, either way.
 */
export function valkeyPolicy({ app, labels }: ValkeySystem, { cluster, fleet, graph }: Inputs): Resource {
  const pods = { matchLabels: valkeyPods(app) };
  const { valkey, sentinel, exporter, proxy } = valkeyPorts;
  const ports = [tcp(valkey), tcp(sentinel)];
  const users = new Map(graph.usedBy.map((user) => [`${user.tier}/${user.app}`, podsOf(user.app, user.tier)]));
  return closedPolicy({ name: app.name, namespace: app.tier, labels }, pods, {
    ingress: [
      { from: [...users.values(), { podSelector: pods }], ports },
      { from: [inNamespace(fleet.prometheus.namespace)], ports: [tcp(exporter), tcp(proxy)] },
    ],
    egress: [dnsRule(cluster), { to: [{ podSelector: pods }], ports }],
  });
}
