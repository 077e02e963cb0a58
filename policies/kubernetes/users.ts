import type { ClusterView, Violation } from '../../generators/model/rule.ts';
import { podsIn } from './pods.ts';
import { at, list, text } from './reading.ts';
import { secretAt } from './secrets.ts';

/** Declared users of databases and brokers that name no Secret where nobody makes one for them. */
export function* usersWithout(view: ClusterView): Iterable<Violation> {
  for (const object of view.ofKind('Cluster', 'postgresql.cnpg.io')) {
    for (const role of members(object.resource, ['spec', 'managed', 'roles'])) {
      const name = text(at(role, ['name']));
      const field = `spec.managed.roles[${name}].passwordSecret`;
      if (lacksPassword(role)) yield { object, field, message: nobody(name) };
    }
  }
  for (const object of view.ofKind('DatabaseRole', 'postgresql.cnpg.io')) {
    const { spec, metadata } = object.resource;
    const name = text(at(spec, ['name'])) || metadata.name;
    if (lacksPassword(spec)) yield { object, field: 'spec.passwordSecret', message: nobody(name) };
  }
  for (const object of view.ofKind('PerconaServerMongoDB', 'psmdb.percona.com')) {
    for (const user of members(object.resource, ['spec', 'users'])) {
      const name = text(at(user, ['name']));
      // Users of an authority elsewhere have no password: https://www.mongodb.com/docs/manual/core/authentication/
      if (at(user, ['passwordSecretRef']) !== undefined || at(user, ['db']) === '$external') continue;
      yield { object, field: `spec.users[${name}].passwordSecretRef`, message: nobody(name) };
    }
  }
  const users = new Set(view.ofKind('User', 'rabbitmq.com').map(({ resource }) => keyOf(resource.metadata)));
  for (const object of view.ofKind('Permission', 'rabbitmq.com')) {
    const { spec, metadata } = object.resource;
    const name = text(at(spec, ['user']));
    if (name === '' || users.has(keyOf({ ...metadata, name }))) continue;
    yield { object, field: 'spec.user', message: `No user ${name} is declared.` };
  }
}

/** https://cloudnative-pg.io/documentation/current/declarative_role_management/ */
function lacksPassword(role: unknown): boolean {
  return (
    at(role, ['login']) === true &&
    at(role, ['ensure']) !== 'absent' &&
    at(role, ['disablePassword']) !== true &&
    at(role, ['passwordSecret']) === undefined
  );
}

function nobody(name: string): string {
  return `The user ${name} may log in, and names no Secret with a password.`;
}

/**
 * What ExternalSecrets fetch from Secrets of this very cluster, and is not there. Where no pod runs, people put Secrets
 * by hand: what is in such a namespace, git does not know.
 */
export function* credentialsFetched(view: ClusterView): Iterable<Violation> {
  for (const object of view.ofKind('ExternalSecret', 'external-secrets.io')) {
    const { spec, metadata } = object.resource;
    for (const [index, one] of members(object.resource, ['spec', 'data']).entries()) {
      const store = at(one, ['sourceRef', 'storeRef']) ?? at(spec, ['secretStoreRef']);
      const from = remoteNamespace(view, store, metadata.namespace ?? '');
      if (from === undefined || podsIn(view, from).length === 0) continue;
      const name = text(at(one, ['remoteRef', 'key']));
      const property = text(at(one, ['remoteRef', 'property']));
      const secret = secretAt(view, from, name);
      const field = `spec.data[${index}].remoteRef`;
      if (!secret) yield { object, field, message: `Nothing makes the Secret ${name} of ${from}.` };
      else if (secret.keys && property !== '' && !secret.keys.has(property)) {
        yield { object, field, message: `The Secret ${name} of ${from} will have no ${property}.` };
      }
    }
  }
}

/** The namespace whose Secrets a store reads, if it is one of this cluster: https://external-secrets.io/latest/provider/kubernetes/ */
function remoteNamespace(view: ClusterView, store: unknown, own: string): string | undefined {
  const kind = text(at(store, ['kind'])) || 'SecretStore';
  const found = view.find(kind, kind === 'SecretStore' ? own : '', text(at(store, ['name'])));
  const provider = at(found?.resource, ['spec', 'provider', 'kubernetes']);
  const server = text(at(provider, ['server', 'url'])) || 'kubernetes.default';
  if (provider === undefined || !/^(https:\/\/)?kubernetes\.default(\.|:|$)/.test(server)) return undefined;
  return text(at(provider, ['remoteNamespace'])) || 'default';
}

function members(value: unknown, path: readonly string[]): readonly object[] {
  return list(at(value, path) as object[] | undefined);
}

function keyOf({ namespace = '', name }: { readonly namespace?: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}
