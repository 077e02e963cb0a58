import { contains, network } from '../../generators/model/cidr.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { allPods } from '../cluster/pods.ts';
import { account, deployment, networkPolicy } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { opens, policiesOn } from '../kubernetes/network.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { at, list, texts } from '../kubernetes/reading.ts';

const field = 'spec.template.spec.automountServiceAccountToken';

const binding: Resource = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'api', namespace: 'backend' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
  subjects: [{ kind: 'ServiceAccount', name: 'api' }],
};

const tokenUsed = rule({
  code: 'token-used',
  severity: 'error',
  title: 'A pod has a token for the Kubernetes API only where it may use the API.',
  why:
    'A token that is mounted and never used is what an intruder finds first. ' +
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
  fix: 'Set automountServiceAccountToken: false, or give the pod a way to the API server and its account a role.',
  *check(view) {
    for (const pods of allPods(view)) {
      const { workload } = pods;
      if (!workload) continue;
      const account = view.find('ServiceAccount', pods.namespace, workload.pod.serviceAccountName ?? 'default');
      const mounts =
        workload.pod.automountServiceAccountToken ?? account?.resource.automountServiceAccountToken ?? true;
      if (mounts === false || reachesApi(view, pods) || hasRole(view, pods)) continue;
      yield {
        object: workload.built,
        field: `${workload.path}.automountServiceAccountToken`,
        message:
          'A token is mounted, but no policy lets the pod reach the API server and no role is bound to its account.',
      };
    }
  },
  passes: [
    {
      title: 'a token for a pod that may reach the API server',
      objects: [
        withField(deployment, field, true),
        withField(networkPolicy, 'spec.egress[4]', {
          to: [{ ipBlock: { cidr: '10.0.255.0/24' } }],
          ports: [{ protocol: 'TCP', port: 443 }],
        }),
      ],
    },
    {
      title: 'a token for an account with a role',
      objects: [withField(deployment, field, true), binding],
    },
    { title: 'an account that mounts none', objects: [withField(deployment, field, undefined)] },
  ],
  fails: [
    {
      title: 'a role for an account of another namespace',
      objects: [
        withField(deployment, field, true),
        withField(binding, 'subjects[0].namespace', 'media'),
        withField(account, 'metadata.namespace', 'media'),
      ],
    },
    {
      title: 'a role for another account',
      objects: [withField(deployment, field, true), withField(binding, 'subjects[0].name', 'worker')],
    },
    {
      title: 'a role for a user of the same name',
      objects: [withField(deployment, field, true), withField(binding, 'subjects[0].kind', 'User')],
    },
    { title: 'a token without a use', objects: [withField(deployment, field, true)] },
    {
      title: 'the default of both pod and account',
      objects: [withField(deployment, field, undefined), withField(account, 'automountServiceAccountToken', undefined)],
    },
  ],
});

function reachesApi(view: ClusterView, pods: PodGroup): boolean {
  const { networks, port } = view.cluster.controlPlane;
  const api = networks.map(network);
  return policiesOn(view, pods, 'Egress').some(({ rules }) =>
    (rules.Egress ?? []).some(
      (one) =>
        opens(one, { protocol: 'TCP', number: port }, pods) &&
        one.peers.some(({ ipBlock }) =>
          api.some(
            (inner) =>
              contains(network(ipBlock?.cidr), inner) &&
              !texts(ipBlock?.except).some((except) => contains(network(except), inner)),
          ),
        ),
    ),
  );
}

function hasRole(view: ClusterView, { namespace, workload }: PodGroup): boolean {
  return [...view.ofKind('RoleBinding'), ...view.ofKind('ClusterRoleBinding')].some(({ resource }) =>
    list(at(resource, ['subjects']) as Subject[] | undefined).some(
      (subject) =>
        subject.kind === 'ServiceAccount' &&
        subject.name === workload?.pod.serviceAccountName &&
        (subject.namespace ?? resource.metadata.namespace) === namespace,
    ),
  );
}

interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export default tokenUsed;
