import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Say } from '../../generators/programs/toolchain.ts';
import type { Ref } from '../api/client.ts';
import type { LabCluster } from '../lab.ts';
import { serviceCertificates } from '../metrics/certificates.ts';
import { freePorts } from '../processes/ports.ts';
import type { Processes } from '../processes/processes.ts';
import { labPrograms } from '../programs.ts';

const service = { name: 'keda-admission-webhooks', namespace: 'keda' };
const manager = 'lab';

/**
 * Starts KEDA's admission webhooks, and registers the one for ScaledObjects as KEDA's chart does, but so that nothing is
 * accepted unasked. Their Service has an external name, as that of an aggregated API.
 * https://keda.sh/docs/latest/concepts/admission-webhooks/
 */
export async function startKedaWebhooks(
  { api, name, kubeconfig, folder }: LabCluster,
  processes: Processes,
  progress: Say,
): Promise<void> {
  const programs = await labPrograms(['kit', 'keda-webhooks'], progress);
  const own = join(folder, 'keda-webhooks');
  serviceCertificates(programs.kit, own, `${service.name}.${service.namespace}.svc`);
  const [port = 0, health = 0] = await freePorts(2);
  await processes.start({
    name: `${name}-keda-webhooks`,
    program: programs['keda-webhooks'],
    args: [
      `--kubeconfig=${kubeconfig}`,
      `--cert-dir=${own}`,
      `--port=${port}`,
      `--health-probe-bind-address=127.0.0.1:${health}`,
      '--metrics-bind-address=0',
    ],
    env: { WATCH_NAMESPACE: '' },
    ready: async () => (await fetch(`http://127.0.0.1:${health}/readyz`)).ok,
  });
  const spec = { type: 'ExternalName', externalName: 'localhost', ports: [{ port }] };
  await api.apply({ apiVersion: 'v1', kind: 'Service', metadata: service, spec } as Ref, { manager });
  const caBundle = readFileSync(join(own, 'ca.crt')).toString('base64');
  const registration = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'keda-admission' },
    webhooks: [
      {
        name: 'vscaledobject.kb.io',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Fail',
        clientConfig: { service: { ...service, port, path: '/validate-keda-sh-v1alpha1-scaledobject' }, caBundle },
        rules: [
          {
            apiGroups: ['keda.sh'],
            apiVersions: ['v1alpha1'],
            resources: ['scaledobjects'],
            operations: ['CREATE', 'UPDATE'],
          },
        ],
      },
    ],
  };
  await api.apply(registration as Ref, { manager });
}
