import { prometheusPods } from '../neighbours.ts';
import { calls, type Flow, type Pods } from '../parts.ts';

const port = { valkey: 6379, sentinel: 26379, exporter: 9121, proxy: 8404 };

/**
 * Flows within Valkey: members replicate and their Sentinels watch all of them; proxies request the primary from
 * Sentinel and forward to it. Its pods are workloads of this repository. https://valkey.io/topics/sentinel/
 */
export function valkeyFlows(pods: readonly Pods[]): Flow[] {
  const members = pods.filter(({ ports }) => ports.some(({ number }) => number === port.sentinel));
  return members.flatMap((member) => {
    const proxies = pods.filter(({ name }) => name === `${member.name}-proxy`).map(({ name }) => name);
    return [
      ...calls([member.name, ...proxies], [member.name], [port.valkey, port.sentinel]),
      ...calls([prometheusPods.name], [member.name], [port.exporter]),
      ...calls([prometheusPods.name], proxies, [port.proxy]),
    ];
  });
}
