import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Edge } from '../../model/edge.ts';
import type { Cloud } from '../../model/settings/index.ts';
import { exampleWorkload, inputsUsing } from '../../testing/workload.ts';
import { cloudIdentity, kubernetesApi } from '../names.ts';
import { networkPolicy } from '../networking/networkPolicy.ts';
import { podTemplate } from './pod.ts';
import { serviceAccount } from './serviceAccount.ts';

const internet = {
  ipBlock: {
    cidr: '0.0.0.0/0',
    except: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  },
};
const rule = (to: object, port: number) => ({ to: [to], ports: [{ protocol: 'TCP', port }] });
const metadata = (address: string) => ({ ipBlock: { cidr: address } });

interface Acting {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly label?: string;
  readonly egress: readonly object[];
}

/**
 * AWS: https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html, STS answers on 443.
 * Google: https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity, the metadata server of the node.
 * Azure: https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html, where
 * the label of the pod is required.
 */
const expected: Readonly<Record<Cloud, Acting>> = {
  aws: { annotations: { 'eks.amazonaws.com/role-arn': 'identity-of-shop' }, egress: [rule(internet, 443)] },
  google: {
    annotations: { 'iam.gke.io/gcp-service-account': 'identity-of-shop' },
    egress: [rule(metadata('169.254.169.252/32'), 988), rule(metadata('169.254.169.254/32'), 80)],
  },
  azure: {
    annotations: { 'azure.workload.identity/client-id': 'identity-of-shop' },
    label: 'true',
    egress: [rule(internet, 443)],
  },
  local: { egress: [] },
};

function acting(cloud: Cloud, ...edges: Edge[]): Acting & { readonly token: unknown } {
  const workload = { ...exampleWorkload, inputs: inputsUsing(cloud, ...edges) };
  const account = serviceAccount(workload);
  const { metadata, spec } = podTemplate(workload, 'pod-template-hash');
  const { egress } = networkPolicy(workload).spec as { egress: object[] };
  assert.equal(spec?.automountServiceAccountToken, account.automountServiceAccountToken);
  const { annotations } = account.metadata;
  const label = metadata?.labels?.['azure.workload.identity/use'];
  return {
    ...(annotations && { annotations }),
    ...(label && { label }),
    // The first rule is name resolution.
    egress: egress.slice(1),
    token: account.automountServiceAccountToken,
  };
}

for (const cloud of Object.keys(expected) as Cloud[]) {
  test(`on ${cloud} an app that acts as a cloud identity gets it, and one that does not gets nothing`, () => {
    assert.deepEqual(acting(cloud, cloudIdentity), { ...expected[cloud], token: false });
    assert.deepEqual(acting(cloud), { egress: [], token: false });
  });
}

test('an app that talks to the Kubernetes API has a token and a way to the control plane, and no other app has', () => {
  assert.deepEqual(acting('azure', kubernetesApi), { egress: [rule(metadata('10.0.0.0/16'), 443)], token: true });
});
