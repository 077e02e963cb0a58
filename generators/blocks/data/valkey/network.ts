import type { Resource } from '../../../model/resource.ts';
import { labelsOf, selectorOf } from '../../labels.ts';
import { scrapeRule } from '../../monitoring/targets/scrape.ts';
import { closedPolicy, inSameNamespace } from '../../networking/closedPolicy.ts';
import { dnsRule } from '../../networking/egress.ts';
import { tcp } from '../../networking/peers.ts';
import { userPods } from '../shared/network.ts';
import { metadataOf } from '../shared/system.ts';
import { callersRule } from './callers.ts';
import { proxyApp, valkeyPods, valkeyPorts } from './names.ts';
import type { ValkeySystem } from './system.ts';

const { valkey, sentinel, exporter, proxy } = valkeyPorts;
const ports = [tcp(valkey), tcp(sentinel)];

/**
 * NetworkPolicy of members. It lets in users, because Sentinel tells clients the address of a member; other members;
 * proxies, or without proxies further callers; and Prometheus. Members connect to each other only.
 */
export function valkeyPolicy(system: ValkeySystem): Resource {
  const { app, inputs, hosts } = system;
  const members = inSameNamespace(selectorOf(app.name));
  const proxies = hosts.length > 1 ? [inSameNamespace(selectorOf(proxyApp(app).name))] : [];
  return closedPolicy(metadataOf(system), members.podSelector, {
    ingress: [
      { from: [...userPods(inputs), members, ...proxies], ports },
      ...(hosts.length === 1 ? callersRule(system) : []),
      scrapeRule(exporter, inputs.cluster),
    ],
    egress: [dnsRule(inputs.cluster), { to: [members], ports }],
  });
}

/**
 * NetworkPolicy of proxies. It lets in users, further callers and Prometheus. Proxies connect to members only. Sentinel's
 * port is open as well, although proxies do not listen on it, because one rule of each user covers proxies and members
 * with both ports.
 */
export function valkeyProxyPolicy(system: ValkeySystem): Resource {
  const { app, inputs } = system;
  const { name, tier } = proxyApp(app);
  const labels = { ...labelsOf(name, inputs, tier), ...valkeyPods(app) };
  const from = userPods(inputs);
  return closedPolicy(
    { name, namespace: tier, labels },
    { matchLabels: selectorOf(name) },
    {
      ingress: [
        ...(from.length > 0 ? [{ from, ports }] : []),
        ...callersRule(system),
        scrapeRule(proxy, inputs.cluster),
      ],
      egress: [dnsRule(inputs.cluster), { to: [inSameNamespace(selectorOf(app.name))], ports }],
    },
  );
}
