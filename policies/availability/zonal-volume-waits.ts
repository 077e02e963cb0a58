import { nameOf } from '../../generators/model/resource.ts';
import { type Built, rule } from '../../generators/model/rule.ts';
import { referencesOf } from '../cluster/facts.ts';
import { storageClass } from '../example/platform.ts';
import { withField } from '../example/withField.ts';

const field = 'volumeBindingMode';

const zonalVolumeWaits = rule({
  code: 'zonal-volume-waits',
  severity: 'error',
  title: 'Volumes are made when their pod has a node: in its zone, not in any.',
  why:
    'A volume of one zone that is made at once is made in any of them; the pod can then run nowhere else, whatever its ' +
    'own spread over zones says, and stays pending where the two contradict. ' +
    'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
  fix: 'Set volumeBindingMode: WaitForFirstConsumer on the StorageClass; it cannot be changed, so make a new one.',
  *check(view) {
    const users = new Map<Built, Built>();
    for (const { kind, name, from } of referencesOf(view)) {
      const found = kind === 'StorageClass' ? view.find(kind, '', name) : undefined;
      if (found && !users.has(found)) users.set(found, from);
    }
    for (const [object, user] of users) {
      const mode = object.resource[field] ?? 'Immediate, the default';
      if (mode === 'WaitForFirstConsumer') continue;
      const message = `${nameOf(user.resource)} has volumes of this class, and its volumeBindingMode is ${mode}.`;
      yield { object, field, message };
    }
  },
  passes: [
    {
      title: 'a class that nobody uses',
      objects: [withField(withField(storageClass, 'metadata.name', 'unused'), field, 'Immediate')],
    },
  ],
  fails: [
    { title: 'volumes that are made at once', objects: [withField(storageClass, field, 'Immediate')] },
    { title: 'the default', objects: [withField(storageClass, field, undefined)] },
  ],
});

export default zonalVolumeWaits;
