import type { BucketEndpoint } from '../../../../model/endpoint.ts';
import type { ClusterFacts } from '../../../../model/inputs.ts';
import type { Resource } from '../../../../model/resource.ts';
import { exampleClusters } from '../../../../testing/clusters.ts';
import { exampleInputs } from '../../../../testing/inputs.ts';
import { app } from '../../../../testing/names.ts';
import { priorities } from '../../../../testing/priorities.ts';
import { bucket, logStore } from '../../../names.ts';
import { here } from '../../../source.ts';
import { elasticsearchOfLogs } from '../logs/logs.ts';

const backups = bucket('backups').write;

/** Size of the nodes of the sample. */
export const size = { storage: '100Gi', resources: { cpu: '1', memory: '4Gi' } };

/** A store of logs. */
export const store = elasticsearchOfLogs(app('log-store', 'data', []), {
  source: here(import.meta),
  contract: logStore('logs').contract,
  images: {
    server: 'registry.example.com/elasticsearch:9.5.3@sha256:0',
    kibana: 'registry.example.com/kibana:9.5.3',
    exporter: 'exporter:1',
  },
  priority: priorities.critical,
  backups,
  ...size,
  warm: size,
  kibana: { resources: { cpu: '200m', memory: '2Gi' } },
});

/** A bucket of AWS. */
export const s3: BucketEndpoint = {
  kind: 'bucket',
  api: 's3',
  bucket: 'kept',
  region: 'eu-west-1',
  host: 's3.eu-west-1.amazonaws.com',
  port: 443,
  peer: 'internet',
};

/** The objects of the store, in a cluster and with a bucket. */
export function renderStore(
  settings: Record<string, unknown> = {},
  { cluster = exampleClusters.aws, endpoint = s3 }: { cluster?: ClusterFacts; endpoint?: BucketEndpoint } = {},
): readonly Resource[] {
  const inputs = exampleInputs(store, cluster, settings);
  const uses = { ...inputs.graph.uses, backups: { edge: backups, endpoint } };
  return store.render({ ...inputs, graph: { ...inputs.graph, uses } });
}
