import type { Resource } from '../../../model/resource.ts';
import { prometheusName } from '../../../upstream/prometheus.ts';
import { alertmanagerPorts } from '../../../upstream/prometheusOperator.ts';
import { selectorOf } from '../../labels.ts';
import { closedPolicy } from '../../networking/closedPolicy.ts';
import { dnsRule, edgeRules } from '../../networking/egress.ts';
import { podsOf, tcp } from '../../networking/peers.ts';
import { matching } from '../targets/scrape.ts';
import type { AlertmanagerSystem } from './system.ts';

/**
 * NetworkPolicy of Alertmanager. Prometheus sends it alerts and reads its metrics; members tell each other what was sent
 * and silenced. It reaches name resolution and the services that tell people, and no gateway is on the way.
 */
export function alertmanagerPolicy({ owner, labels, inputs }: AlertmanagerSystem): Resource {
  const members = [podsOf(owner.name, owner.namespace)];
  const mesh = [tcp(alertmanagerPorts.mesh), { protocol: 'UDP' as const, port: alertmanagerPorts.mesh }];
  return closedPolicy({ ...owner, labels }, matching(selectorOf(owner.name)), {
    ingress: [
      { from: [podsOf(prometheusName, owner.namespace)], ports: [tcp(alertmanagerPorts.web)] },
      { from: members, ports: mesh },
    ],
    egress: [dnsRule(inputs.cluster), { to: members, ports: mesh }, ...edgeRules(inputs)],
  });
}
