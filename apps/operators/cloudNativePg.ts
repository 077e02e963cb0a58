import { byDigest } from '../../generators/blocks/operators/byDigest.ts';
import { electsByFlag } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import { replicas, resources, spreadOverZones } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import { cnpgNamespace, cnpgOperatorPods } from '../../generators/upstream/cloudNativePg.ts';
import { operatorPriority } from './priority.ts';

const name = 'cloudnative-pg';

/**
 * Image of chart 0.29.0; the operator copies itself from it into every database pod. Digest as in
 * https://github.com/vivym/vela (`deploy/control-storage/barman-cloud-plugin-contract.json`) and
 * https://github.com/kangjuhyup/k3s (`docs/runbooks/cnpg-bootstrap.md`).
 */
const image = '1.30.0@sha256:a2701eb97cdd2a34b1fdb2cb51987f544b706e40bec72ae7146cd8580efefebb';

/**
 * CloudNativePG: PostgreSQL. Instances fail over through it; while no operator leads, they keep serving as they are.
 * It watches the namespaces with databases alone: https://cloudnative-pg.io/documentation/current/operator_conf/.
 * The chart has no key for a disruption budget: a drain may take both pods, and databases serve on meanwhile.
 * Values: `charts/cloudnative-pg/values.yaml` of https://github.com/cloudnative-pg/charts
 */
export const cloudNativePgOperator = operator({
  name,
  source: here(import.meta),
  namespace: cnpgNamespace,
  groups: ['postgresql.cnpg.io'],
  crds: 'unprunable',
  leaders: { [name]: electsByFlag('--leader-elect') },
  declares: () => [operatorMetrics({ name, namespace: cnpgNamespace }, cnpgOperatorPods, { port: 8080 })],
  values: (inputs) => ({
    image: byDigest(inputs, '0.29.0', image),
    replicaCount: replicas(inputs),
    crds: { create: true },
    config: { clusterWide: true, data: { WATCH_NAMESPACE: inputs.namespaces.join(',') } },
    priorityClassName: operatorPriority(inputs),
    resources: resources('100m', '512Mi'),
    topologySpreadConstraints: spreadOverZones(name),
  }),
});
