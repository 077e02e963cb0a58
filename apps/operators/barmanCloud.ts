import { electsByFlag } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { resources } from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import { cnpgNamespace } from '../../generators/upstream/cloudNativePg.ts';
import { certManagerOperator } from './certManager.ts';
import { cloudNativePgOperator } from './cloudNativePg.ts';
import { operatorPriority } from './priority.ts';

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
    replicaCount: 1,
    crds: { create: true },
    priorityClassName: operatorPriority(inputs),
    resources: resources('25m', '256Mi'),
  }),
});
