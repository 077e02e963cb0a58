import { byDigest } from '../../generators/blocks/operators/byDigest.ts';
import { electsByFlag } from '../../generators/blocks/operators/leader.ts';
import { operator } from '../../generators/blocks/operators/operator.ts';
import { operatorMetrics } from '../../generators/blocks/operators/operatorMetrics.ts';
import {
  oneAtATime,
  replicas,
  resources,
  restrictedContainer,
  spreadOverZones,
} from '../../generators/blocks/operators/pods.ts';
import { here } from '../../generators/blocks/source.ts';
import { operatorPriority } from './priority.ts';

const name = 'reloader';

/**
 * Image of chart 2.2.16. Digest as in https://github.com/UMC-PRODUCT/umc-product-infra
 * (`argocd/applications/platform/reloader.yaml`) and https://github.com/joshua92y/platform-gitops
 * (`platform/reloader/README.md`).
 */
const image = 'v1.4.21@sha256:b253579350a835082cdad8d8736671cedaa0f8309437c894bd1bf1c2f0e0d45e';

/**
 * Reloader: restarts pods, by their ordinary rolling update, when a Secret they read has changed. It has no kinds of
 * its own: annotations select workloads. It watches the namespaces of those workloads and no others, so it may read no
 * Secret elsewhere. Values: `deployments/kubernetes/chart/reloader/values.yaml` of https://github.com/stakater/Reloader
 */
export const reloaderOperator = operator({
  name,
  source: here(import.meta),
  namespace: name,
  groups: [],
  crds: 'none',
  leaders: { 'reloader-reloader': electsByFlag('--enable-ha=true') },
  serves: ({ metadata }) =>
    Object.keys(metadata.annotations ?? {}).some((key) => /^([a-z]+\.)?reloader\.stakater\.com\//.test(key)),
  declares: () => [operatorMetrics({ name, namespace: name }, { 'app.kubernetes.io/name': name }, { port: 9090 })],
  values: (inputs) => ({
    image: byDigest(inputs, '2.2.16', image),
    reloader: {
      watchGlobally: false,
      namespaces: inputs.namespaces,
      // Otherwise it would change a variable of the Deployment, which Argo CD reverts.
      reloadStrategy: 'annotations',
      enableHA: replicas(inputs) > 1,
      readOnlyRootFileSystem: true,
      deployment: {
        replicas: replicas(inputs),
        priorityClassName: operatorPriority(inputs),
        resources: resources('25m', '256Mi'),
        containerSecurityContext: restrictedContainer,
        topologySpreadConstraints: spreadOverZones(name),
      },
      podDisruptionBudget: { enabled: true, ...oneAtATime },
    },
  }),
});
