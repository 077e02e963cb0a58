import type { Gateway } from '../../../model/settings/cluster.ts';
import { gatewayName, gatewayNamespace } from '../../../upstream/gateways.ts';
import { type Asked, graph } from './chart.ts';
import type { DashboardSpec } from './dashboard.ts';
import { gatewayMetrics } from './gatewayMetrics.ts';
import { rate, ratioOf, sumRate } from './query.ts';
import { podSection, resourceSection } from './resources.ts';

/** Dashboard of the gateway of a cluster: what all users meet, whichever app is behind it. */
export function gatewayDashboard(gateway: Gateway): DashboardSpec {
  const { requests, status, duration, second, destination, where } = gatewayMetrics[gateway];
  const of = (...more: readonly string[]) =>
    `{${[`namespace="${gatewayNamespace}"`, where, ...more].filter(Boolean).join(',')}}`;
  const failed = of(`${status}=~"5.."`);
  const ratio = (by: string): Asked[] => [
    [ratioOf(sumRate(by, `${requests}${failed}`), sumRate(by, `${requests}${of()}`)), `{{${by}}}`],
  ];
  const within = (which: number): Asked => {
    const sum = `sum by (le) (${rate(`${duration}_bucket${of()}`)})`;
    const value = `histogram_quantile(${which}, ${sum})`;
    return [second === 1 ? value : `${value} / ${second}`, `${which * 100}%`];
  };
  const pods = `namespace="${gatewayNamespace}",pod=~"${gatewayName}.*"`;
  return {
    uid: 'gateway',
    title: `Gateway: ${gateway}`,
    folder: 'users',
    description: 'Requests of all users, as the gateway answered them.',
    sections: [
      {
        title: 'Requests',
        charts: [
          graph('Requests, by status', 'reqps', [[sumRate(status, `${requests}${of()}`), `{{${status}}}`]]),
          graph('Failed', 'percentunit', ratio('namespace'), { limit: 0.05 }),
          graph('Answered within', 's', [within(0.5), within(0.95), within(0.99)]),
          graph('Requests, by destination', 'reqps', [
            [sumRate(destination, `${requests}${of()}`), `{{${destination}}}`],
          ]),
          graph('Failed, by destination', 'percentunit', ratio(destination)),
          graph('Failed, by zone', 'percentunit', ratio('zone')),
        ],
      },
      podSection(pods),
      resourceSection(pods),
    ],
  };
}
