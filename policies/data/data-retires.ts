import { keyOf, nameOf } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { holdsData } from '../cluster/facts.ts';
import { database, databaseBackup, databaseNetworkPolicy, databaseStore } from '../example/database.ts';
import { statefulSet } from '../example/files.ts';
import { withField } from '../example/withField.ts';
import { byIdentity } from '../kubernetes/identity.ts';

const owned = (app: string) =>
  withField(withField(statefulSet, 'metadata.name', 'old'), 'metadata.labels[app.kubernetes.io/name]', app);

const dataRetires = rule({
  code: 'data-retires',
  severity: 'warning',
  title: 'Data of an app that retires is deleted on purpose: this change says what is lost.',
  why:
    'Argo CD waits with the whole clean-up of the app until a person confirms it, and deletes the data then. ' +
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#resource-pruning-with-confirmation',
  fix: 'Nothing, if this is meant: make a last backup, then confirm the deletion in Argo CD, as docs/argocd.md says.',
  compares: true,
  *check(view, before) {
    if (!before) return;
    for (const object of before.all) {
      const { resource, app } = object;
      if (!view.retiring.has(app) || !holdsData(object) || byIdentity(view).has(keyOf(resource))) continue;
      yield { object, message: `${nameOf(resource)}, which holds data, is deleted once somebody confirms it.` };
    }
  },
  passes: [
    {
      title: 'an app without data',
      before: [withField(owned('old'), 'spec.volumeClaimTemplates', undefined)],
      objects: [],
      retiring: ['old'],
    },
  ],
  fails: [
    { title: 'a StatefulSet with volumes', before: [owned('old')], objects: [], retiring: ['old'] },
    {
      title: 'a database',
      before: [],
      objects: [],
      without: [database, databaseNetworkPolicy, databaseStore, databaseBackup],
      retiring: [database.metadata.labels?.['app.kubernetes.io/name'] ?? ''],
    },
  ],
});

export default dataRetires;
