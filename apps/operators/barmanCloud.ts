import { byDigest } from '../../generators/blocks/operators/byDigest.ts';
import { electsByFlag } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { resources } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import { cnpgNamespace } from '../../generators/upstream/cloudNativePg.ts';
import { certManagerOperator } from './certManager.ts';
import { cloudNativePgOperator } from './cloudNativePg.ts';
import { operatorPriority } from './priority.ts';

const chart = '0.7.1';

/**
 * Images of chart 0.7.1: the plugin, and the sidecar that runs in every database pod. Digests as in
 * https://github.com/vivym/vela (`deploy/control-storage/barman-cloud-plugin-contract.json`) and
 * https://github.com/proompteng/lab (test of `argocd/applications/cloudnative-pg`).
 */
const images = {
  plugin: 'v0.14.0@sha256:823a8893690980ba5830bbbb11196a35f695b0488db7d846abc33baebf32417c',
  sidecar: 'v0.14.0@sha256:9880817c285c7afa4d195da2145064d21907405489ed6ec39abe59b1feb558a4',
} as const;

/**
 * Barman Cloud: the plugin by which CloudNativePG archives and backs up to object stores. It must run where the
 * operator does, https://cloudnative-pg.io/plugin-barman-cloud/docs/installation/, with certificates of cert-manager,
 * and one pod at a time: its chart supports no other strategy than Recreate. A sidecar of each instance does the
 * archiving, so that continues meanwhile. Values: `charts/plugin-barman-cloud/values.yaml` of
 * https://github.com/cloudnative-pg/charts
 */
export const barmanCloudOperator = operator({
  name: 'plugin-barman-cloud',
  source: here(import.meta),
  namespace: cnpgNamespace,
  groups: ['barmancloud.cnpg.io'],
  requires: [certManagerOperator.name, cloudNativePgOperator.name],
  crds: 'unprunable',
  leaders: { 'plugin-barman-cloud': electsByFlag('--leader-elect') },
  values: (inputs) => ({
    image: byDigest(inputs, chart, images.plugin),
    sidecarImage: byDigest(inputs, chart, images.sidecar),
    replicaCount: 1,
    crds: { create: true },
    priorityClassName: operatorPriority(inputs),
    resources: resources('25m', '256Mi'),
  }),
});
