import { rule } from '../../generators/model/rule.ts';
import { holdsData } from '../cluster/facts.ts';
import { database } from '../example/database.ts';
import { namespace } from '../example/platform.ts';
import { withField } from '../example/withField.ts';
import { isConfirmed, syncOptions } from '../kubernetes/confirmed.ts';

const options = `metadata.annotations[${syncOptions}]`;

const removalConfirmed = rule({
  code: 'removal-confirmed',
  severity: 'error',
  title: 'What holds data is pruned and deleted only after a person has confirmed it.',
  why:
    'A renamed app, a folder that is gone or an Application that is deleted takes with it whatever Argo CD made, within a ' +
    'sync. https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#prune-confirmation',
  fix: `Annotate the object with ${syncOptions}: Prune=confirm,Delete=confirm.`,
  *check(view) {
    if (!view.synced) return;
    for (const built of view.all.filter((one) => holdsData(one))) {
      const lacking = (['Prune', 'Delete'] as const).filter((how) => !isConfirmed(built, how));
      if (lacking.length === 0) continue;
      const message = `${lacking.map((what) => `${what}=confirm`).join(' and ')} is not among its sync options.`;
      yield { object: built, field: options, message };
    }
  },
  passes: [
    { title: 'never at all', objects: [withField(database, options, 'Prune=false, Delete=false')] },
    {
      title: 'a cluster that Argo CD does not sync',
      objects: [withField(database, options, undefined)],
      synced: false,
    },
  ],
  fails: [
    { title: 'no annotation', objects: [withField(database, options, undefined)] },
    {
      title: 'a prune that is confirmed, and a deletion that is not',
      objects: [withField(namespace, options, 'Prune=confirm')],
    },
    { title: 'other options', objects: [withField(database, options, 'ServerSideApply=true')] },
  ],
});

export default removalConfirmed;
