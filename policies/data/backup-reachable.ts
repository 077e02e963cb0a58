import { type Built, rule } from '../../generators/model/rule.ts';
import { database, databaseStore } from '../example/database.ts';
import { withField } from '../example/withField.ts';
import { at, entriesAt, listAt, textAt } from '../kubernetes/reading.ts';
import { pluginStores } from '../systems/cloudNativePg/archive.ts';

const annotations = 'spec.serviceAccountTemplate';

const backupReachable = rule({
  code: 'backup-reachable',
  severity: 'warning',
  title: 'A database whose archive knows it by its cloud identity has one.',
  why:
    'Without an identity every segment of the log fails to be archived: there are no backups, and the log fills the ' +
    'volume until the database stops. https://cloudnative-pg.io/plugin-barman-cloud/docs/object_stores/',
  fix: "Add the database under the cluster's identities, unless the cloud ties the identity to the service account itself.",
  *check(view) {
    for (const object of view.ofKind('Cluster', 'postgresql.cnpg.io')) {
      if (entriesAt(object.resource, identity).length > 0) continue;
      for (const store of pluginStores(view, object)) {
        if (!isInherited(store) || hasOwn(store)) continue;
        const message = `Its archive, ObjectStore/${store.resource.metadata.name}, admits cloud identities, and its service account has none.`;
        yield { object, field: 'spec.serviceAccountTemplate.metadata.annotations', message };
      }
    }
  },
  passes: [
    { title: 'an identity of the cloud', objects: [database, databaseStore] },
    {
      title: 'keys from a Secret',
      objects: [
        withField(database, annotations, undefined),
        withField(databaseStore, 'spec.configuration.s3Credentials', {
          accessKeyId: { name: 'users-app', key: 'username' },
        }),
      ],
    },
    {
      title: 'an identity by federation',
      objects: [
        withField(database, annotations, undefined),
        withField(databaseStore, 'spec.instanceSidecarConfiguration.env', [{ name: 'AWS_ROLE_ARN', value: 'arn' }]),
      ],
    },
  ],
  fails: [{ title: 'no identity', objects: [withField(database, annotations, undefined), databaseStore] }],
});

const identity = ['spec', 'serviceAccountTemplate', 'metadata', 'annotations'] as const;

function isInherited({ resource }: Built): boolean {
  return [
    ['s3Credentials', 'inheritFromIAMRole'],
    ['googleCredentials', 'gkeEnvironment'],
    ['azureCredentials', 'inheritFromAzureAD'],
    ['azureCredentials', 'useDefaultAzureCredentials'],
  ].some((path) => at(resource, ['spec', 'configuration', ...path]) === true);
}

/** Whether the environment of the container that archives names an identity. */
function hasOwn({ resource }: Built): boolean {
  const env = listAt(resource, ['spec', 'instanceSidecarConfiguration', 'env']);
  return env.some((one) => identities.has(textAt(one, ['name'])));
}

const identities = new Set(['AWS_ROLE_ARN', 'GOOGLE_APPLICATION_CREDENTIALS', 'AZURE_CLIENT_ID']);

export default backupReachable;
