import { type Static, Type } from 'typebox';
import { WebAddress } from '../../../model/settings/addresses.ts';
import { closed, NetworkCidr } from '../../../model/settings/scalars.ts';

/** Name of the entry with the credentials, without the prefix of the environment, and of the Secret that holds them. */
export const metricsStore = 'metrics-store';

/** Keys of the entry for each way to log in. */
export const metricsStoreKeys = { basic: ['username', 'password'], bearer: ['token'] } as const;

/** The store that has the series of all clusters. */
export const RemoteWriteSettings = Type.Object(
  {
    url: WebAddress(
      'Where it takes series by the remote-write protocol, such as https://mimir.example.com/api/v1/push.',
    ),
    authentication: Type.Enum(['basic', 'bearer'], {
      default: 'basic',
      description: `How Prometheus logs in. The entry \`<prefix>-${metricsStore}\` holds ${metricsStoreKeys.basic.join(' and ')}, or ${metricsStoreKeys.bearer.join()}.`,
    }),
    networks: Type.Optional(
      Type.Array(NetworkCidr(), {
        minItems: 1,
        description: 'Where its addresses lie. Default: the public internet.',
      }),
    ),
  },
  {
    ...closed,
    description:
      'A store outside that has the series of all clusters: Mimir, Thanos, Grafana Cloud and others. Both replicas send theirs: the store must keep one of each pair, by the label prometheus_replica.',
  },
);
export type RemoteWrite = Static<typeof RemoteWriteSettings>;
