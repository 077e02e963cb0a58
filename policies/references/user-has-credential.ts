import type { Resource } from '../../generators/model/resource.ts';
import { type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { usersWithout } from '../cluster/facts.ts';
import { fetchedHere } from '../cluster/fetched.ts';
import { podsIn } from '../cluster/pods.ts';
import { secretAt } from '../cluster/secrets.ts';
import { externalSecret } from '../example/api.ts';
import { database } from '../example/database.ts';
import { storageClass } from '../example/platform.ts';
import { cassandra, cassandraSchedule, mongodb } from '../example/systems.ts';
import { withField } from '../example/withField.ts';

const accounts: Resource = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterSecretStore',
  metadata: { name: 'cluster-secrets', labels: storageClass.metadata.labels ?? {} },
  spec: { conditions: [{ namespaces: ['backend'] }], provider: { kubernetes: { remoteNamespace: 'data' } } },
};

const fetching = (key: string, property: string) =>
  withField(
    withField(externalSecret, 'spec.secretStoreRef.name', 'cluster-secrets'),
    'spec.data',
    ['user', 'password'].map((secretKey) => ({ secretKey, remoteRef: { key, property } })),
  );

const role = { name: 'reports', ensure: 'present', login: true };
const user = { name: 'reports', db: 'admin', roles: [{ name: 'read', db: 'products' }] };
const broker = { apiVersion: 'rabbitmq.com/v1beta1', metadata: { name: 'reports', namespace: 'data' } };
const rabbitmqUser: Resource = { ...broker, kind: 'User', spec: {} };
const permission: Resource = { ...broker, kind: 'Permission', spec: { vhost: '/', user: 'reports' } };

const userHasCredential = rule({
  code: 'user-has-credential',
  severity: 'error',
  title: 'Every declared user of a database or broker has a Secret, and what apps fetch as a credential is made here.',
  why:
    'A user without a password can never log in, and an app whose credential nobody makes waits for ever in ' +
    'CreateContainerConfigError. https://cloudnative-pg.io/documentation/current/declarative_role_management/',
  fix: 'Name a Secret with the password of the user, or switch on the provider that makes the credential.',
  *check(view) {
    yield* usersWithout(view);
    yield* credentialsFetched(view);
  },
  passes: [
    { title: 'an account that an operator makes', objects: [accounts, fetching('users-app', 'password')] },
    {
      title: 'an entry in a namespace where nothing runs',
      objects: [
        withField(accounts, 'spec.provider.kubernetes.remoteNamespace', 'by-hand'),
        fetching('payments-app', 'password'),
      ],
    },
    {
      title: 'roles that may not log in, or not by password, or not any more',
      objects: [
        withField(database, 'spec.managed', {
          roles: [
            { ...role, login: false },
            { ...role, disablePassword: true },
            { ...role, ensure: 'absent' },
          ],
        }),
      ],
    },
    { title: 'a user of RabbitMQ, whose operator makes its Secret', objects: [rabbitmqUser, permission] },
  ],
  fails: [
    {
      title: 'Cassandra that asks nobody',
      objects: [cassandraSchedule, withField(cassandra, 'spec.auth', false)],
    },
    { title: 'a role without a password', objects: [withField(database, 'spec.managed', { roles: [role] })] },
    { title: 'a user of MongoDB without a password', objects: [withField(mongodb, 'spec.users', [user])] },
    { title: 'a permission for nobody', objects: [permission] },
    { title: 'an account that nobody makes', objects: [accounts, fetching('payments-app', 'password')] },
    {
      title: 'an account without that property',
      objects: [
        accounts,
        fetching('events-user-credentials', 'token'),
        withField(rabbitmqUser, 'metadata.name', 'events'),
      ],
    },
  ],
});

/**
 * What ExternalSecrets fetch from Secrets of this very cluster, and is not there. Where no pod runs, people put Secrets
 * by hand: what is in such a namespace, git does not know.
 */
function* credentialsFetched(view: ClusterView): Iterable<Violation> {
  for (const { built: object, field, namespace, name, property } of fetchedHere(view)) {
    if (podsIn(view, namespace).length === 0) continue;
    const secret = secretAt(view, namespace, name);
    if (!secret) yield { object, field, message: `Nothing makes the Secret ${name} of ${namespace}.` };
    else if (secret.keys && property !== '' && !secret.keys.has(property)) {
      yield { object, field, message: `The Secret ${name} of ${namespace} will have no ${property}.` };
    }
  }
}

export default userHasCredential;
