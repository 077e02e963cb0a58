import { keyOf } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { configMap } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { byIdentity } from '../kubernetes/identity.ts';

const oneOwner = rule({
  code: 'one-owner',
  severity: 'error',
  title: 'Every object belongs to one app.',
  why:
    'Two Argo CD Applications with the same object undo each other with every sync, and when one goes it deletes the ' +
    "other's. https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#fail-the-sync-if-a-shared-resource-is-found",
  fix: 'Give the object another name in one of the two, or let one app alone make it.',
  *check(view) {
    for (const object of view.all) {
      const owner = byIdentity(view).get(keyOf(object.resource));
      if (!owner || owner === object) continue;
      if (owner.app === object.app) yield { object, message: `${object.app} has it twice.` };
      else yield { object, message: `It belongs to ${owner.app} and to ${object.app}.` };
    }
  },
  passes: [
    {
      title: 'one name in two namespaces',
      objects: [configMap, withField(configMap, 'metadata.namespace', 'media')],
    },
  ],
  fails: [
    {
      title: 'one object in two apps',
      objects: [configMap, withField(configMap, 'metadata.labels[app.kubernetes.io/name]', 'worker')],
    },
    {
      title: 'one object twice in one app, in two versions',
      objects: [configMap, withField(configMap, 'data', { FILES_URL: 'http://localhost' })],
    },
  ],
});

export default oneOwner;
