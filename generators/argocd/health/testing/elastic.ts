import { conditions, type HealthCase, type Row, table } from './case.ts';

// Statuses as written by https://github.com/elastic/cloud-on-k8s/blob/v3.5.0/pkg/controller/elasticsearch/reconcile/state.go

const about = (phase: string, health: string, observedGeneration = 3) => ({
  status: { phase, health, observedGeneration },
});

const rows: readonly Row[] = [
  ['it is new', 'Progressing', 'The operator works on generation 3', {}],
  ['all copies are there', 'Healthy', 'It is green', about('Ready', 'green')],
  ['a copy is missing', 'Healthy', 'It is yellow', about('Ready', 'yellow')],
  ['logs are missing', 'Progressing', 'It is red', about('Ready', 'red')],
  ['it does not answer', 'Progressing', 'It is unknown', about('Ready', 'unknown')],
  [
    'its status is older than the spec',
    'Progressing',
    'The operator works on generation 3',
    about('Ready', 'green', 2),
  ],
  ['nodes are replaced', 'Progressing', 'Phase ApplyingChanges', about('ApplyingChanges', 'yellow')],
  ['logs are moved', 'Progressing', 'Phase MigratingData', about('MigratingData', 'green')],
  [
    'a node cannot be taken away',
    'Degraded',
    'A node cannot be taken away: its logs have no other place',
    about('Stalled', 'green'),
  ],
  [
    'the operator refuses it',
    'Degraded',
    'volume claims cannot shrink',
    {
      status: {
        phase: 'Invalid',
        observedGeneration: 3,
        conditions: conditions('ReconciliationComplete=False: volume claims cannot shrink'),
      },
    },
  ],
];

const kibana = (elasticsearchAssociationStatus: string, health: string, observedGeneration = 3) => ({
  status: { elasticsearchAssociationStatus, health, observedGeneration },
});

const kibanaRows: readonly Row[] = [
  ['it is new', 'Progressing', 'The operator works on generation 3', {}],
  ['its pod is ready', 'Healthy', 'It answers', kibana('Established', 'green')],
  ['its pod starts', 'Progressing', 'Waiting for its pod', kibana('Established', 'red')],
  [
    'its status is older than the spec',
    'Progressing',
    'The operator works on generation 3',
    kibana('Established', 'green', 2),
  ],
  ['it gets no account', 'Degraded', 'The operator cannot connect it to its Elasticsearch', kibana('Failed', 'red')],
];

/** Cases of the kinds of Elastic's operator. */
export const elasticKinds: readonly HealthCase[] = [
  ...table('kibana.k8s.elastic.co/v1', 'Kibana', {}, kibanaRows),
  ...table('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', {}, rows),
];
