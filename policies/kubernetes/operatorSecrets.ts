import type { Resource } from '../../generators/model/resource.ts';

/** Keys of an account. */
const account = ['username', 'password'] as const;

/** Keys of a certificate and who signed it. */
const certificate = ['ca.crt', 'tls.crt', 'tls.key'] as const;

/** The Secrets that an operator makes for an object, with the keys they hold as far as anybody may rely on them. */
type Made = (name: string) => Readonly<Record<string, readonly string[] | undefined>>;

const kinds: Readonly<Record<string, Made>> = {
  // Where nothing else makes them: `pkg/secret/secret.go` and `pkg/controller/ps/tls.go` of the operator.
  'ps.percona.com/PerconaServerMySQL': (name) => ({ [`${name}-secrets`]: undefined, [`${name}-ssl`]: certificate }),
  // `pkg/controller/perconaservermongodb/{secrets,ssl}.go` of the operator.
  'psmdb.percona.com/PerconaServerMongoDB': (name) => ({
    [`${name}-secrets`]: undefined,
    [`${name}-ssl`]: certificate,
  }),
  // https://www.rabbitmq.com/kubernetes/operator/using-operator#find
  'rabbitmq.com/RabbitmqCluster': (name) => ({ [`${name}-default-user`]: undefined }),
  // https://www.rabbitmq.com/kubernetes/operator/using-topology-operator#users-permissions
  'rabbitmq.com/User': (name) => ({ [`${name}-user-credentials`]: account }),
  // https://docs.k8ssandra.io/tasks/secure/
  'k8ssandra.io/K8ssandraCluster': (name) => ({
    [`${name}-superuser`]: account,
    [`${name}-medusa`]: account,
    [`${name}-reaper`]: account,
    [`${name}-reaper-ui`]: account,
  }),
};

/** The Secrets that come with an object, by name; none where its kind makes none. */
export function secretsMadeFor({ apiVersion, kind, metadata }: Resource): ReturnType<Made> {
  return kinds[`${apiVersion.split('/')[0]}/${kind}`]?.(metadata.name) ?? {};
}
