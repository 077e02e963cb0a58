import type { Resource } from '../../../model/resource.ts';
import { labelsOf, selectorOf } from '../../labels.ts';
import { closedPolicy, here } from '../../networking/closedPolicy.ts';
import { dnsRule } from '../../networking/egress.ts';
import { tcp } from '../../networking/peers.ts';
import { metricsRule, userPods } from '../shared/network.ts';
import { metadataOf } from '../shared/system.ts';
import { proxyApp, valkeyPods, valkeyPorts } from './names.ts';
import type { ValkeySystem } from './system.ts';

const { valkey, sentinel, exporter, proxy } = valkeyPorts;
const ports = [tcp(valkey), tcp(sentinel)];

/**
 * Who may talk to members: users, because Sentinel tells its clients the address of one; members among themselves, and
 * the proxies before them; Prometheus, for metrics. They call each other and nobody else.
 */
export function valkeyPolicy(system: ValkeySystem): Resource {
  const { app, inputs, hosts } = system;
  const members = here(selectorOf(app.name));
  const proxies = hosts.length > 1 ? [here(selectorOf(proxyApp(app).name))] : [];
  return closedPolicy(metadataOf(system), members.podSelector, {
    ingress: [{ from: [...userPods(inputs), members, ...proxies], ports }, metricsRule(inputs, exporter)],
    egress: [dnsRule(inputs.cluster), { to: [members], ports }],
  });
}

/**
 * Who may talk to the proxies: users and Prometheus. They call the members. Users may try the port of Sentinel on them
 * as well, where nothing listens: one rule of theirs leads to proxies and members.
 */
export function valkeyProxyPolicy({ app, inputs }: ValkeySystem): Resource {
  const { name, tier } = proxyApp(app);
  const labels = { ...labelsOf(name, inputs, tier), ...valkeyPods(app) };
  const from = userPods(inputs);
  return closedPolicy(
    { name, namespace: tier, labels },
    { matchLabels: selectorOf(name) },
    {
      ingress: [...(from.length > 0 ? [{ from, ports }] : []), metricsRule(inputs, proxy)],
      egress: [dnsRule(inputs.cluster), { to: [here(selectorOf(app.name))], ports }],
    },
  );
}
