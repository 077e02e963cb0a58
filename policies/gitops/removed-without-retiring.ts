import type { Resource } from '../../generators/model/resource.ts';
import { rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { withField } from '../example/withField.ts';

const old: Resource = withField(
  withField(withField(deployment, 'metadata.name', 'old'), 'metadata.labels[app.kubernetes.io/name]', 'old'),
  'spec.replicas',
  undefined,
);

const removedWithoutRetiring = rule({
  code: 'removed-without-retiring',
  severity: 'error',
  title: 'An app that held objects in a cluster does not lose its folder there before it holds none.',
  why:
    'ApplicationSets delete no Application: one whose folder is gone breaks, and everything it made runs on, unseen. ' +
    'A new name for an app is the end of the old one. ' +
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Controlling-Resource-Modification/',
  fix: 'Set state: retiring for the app, or for the cluster if it goes as a whole, and remove it in the change after.',
  compares: true,
  *check(view, before) {
    if (!before?.synced) return;
    const byApp = Map.groupBy(before.all, ({ app }) => app);
    for (const [app, objects] of byApp) {
      const [object] = objects;
      if (!object || view.apps.has(app)) continue;
      const count = objects.length === 1 ? 'an object' : `${objects.length} objects`;
      yield { object, message: `${app} held ${count} here, and its folder is gone.` };
    }
  },
  passes: [
    { title: 'an app that retires', before: [old], objects: [], retiring: ['old'] },
    { title: 'an app that waits, with nothing in its folder', before: [old], objects: [] },
    { title: 'a cluster that Argo CD did not sync', before: [old], objects: [], gone: ['old'], synced: false },
  ],
  fails: [{ title: 'an app without data', before: [old], objects: [], gone: ['old'] }],
});

export default removedWithoutRetiring;
