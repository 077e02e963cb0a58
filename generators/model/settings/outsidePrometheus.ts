import { type Static, Type } from 'typebox';
import { QueryAddress } from './addresses.ts';
import { closed, Name } from './scalars.ts';

/** Name of the entry with the credentials, without the prefix of the environment. */
export const outsidePrometheusEntry = 'prometheus';

/**
 * Keys of the entry for each way to log in, by the names that KEDA has for them:
 * https://keda.sh/docs/latest/scalers/prometheus/#authentication-parameters
 */
export const outsidePrometheusKeys = {
  none: [],
  basic: ['username', 'password'],
  bearer: ['bearerToken'],
  tls: ['ca', 'cert', 'key'],
} as const;

/**
 * Names and values of labels of Kubernetes objects:
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
const labelName = '^([a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?$';
const labelValue = '^([A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?)?$';

/** Names of labels in Prometheus: https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels */
const label = '[a-zA-Z_][a-zA-Z0-9_]*';

/** A Prometheus of the company or the cloud, in the place of the cluster's own. */
export const OutsidePrometheus = Type.Object(
  {
    url: QueryAddress('Where it answers queries: the address before /api/v1/query.'),
    authentication: Type.Enum(['none', 'basic', 'bearer', 'tls'], {
      default: 'none',
      description: `How autoscalers log in. The entry \`<prefix>-${outsidePrometheusEntry}\` holds ${outsidePrometheusKeys.basic.join(' and ')}, or ${outsidePrometheusKeys.bearer.join()}, or ${outsidePrometheusKeys.tls.join(', ')}.`,
    }),
    labels: Type.Record(
      Type.String({ pattern: `^${label}$` }),
      Type.String({
        pattern: '^[A-Za-z0-9_.:/@ -]+$',
        title: 'the value of a label: letters, digits, spaces and _.:/@-',
      }),
      {
        ...closed,
        default: {},
        title: 'names of labels, each with a value',
        description: 'Labels that its series of this cluster have and those of other clusters have not.',
      },
    ),
    scraper: Type.Object(
      {
        namespace: Name('Namespace of the pods that read metrics for it.'),
        labels: Type.Record(
          Type.String({ pattern: labelName }),
          Type.String({ pattern: labelValue, title: 'a label value' }),
          {
            ...closed,
            default: {},
            title: 'labels of pods, each with a value',
            description: 'Labels of these pods. Default: any pod of the namespace.',
          },
        ),
      },
      { ...closed, description: 'What reads the metrics of pods for it, in this cluster: policies let it in.' },
    ),
  },
  {
    ...closed,
    description:
      'A Prometheus of the company or the cloud, in the place of the cluster’s own. docs/monitoring/outside.md says what it must do.',
  },
);
export type OutsidePrometheus = Static<typeof OutsidePrometheus>;
