import { rule } from '../../generators/model/rule.ts';
import { storageClass } from '../example/platform.ts';
import { withField } from '../example/withField.ts';
import { text, textAt } from '../kubernetes/reading.ts';

const storageEncrypted = rule({
  code: 'storage-encrypted',
  severity: 'error',
  title: 'Volumes are encrypted where their driver leaves them plain unless it is asked.',
  why:
    'AWS makes plain volumes and plain snapshots of them, unless the class or the account says otherwise, and a volume ' +
    'cannot be encrypted later. https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md',
  fix: 'Set parameters.encrypted: "true" in a class under a new name, and move the data.',
  *check(view) {
    for (const object of view.ofKind('StorageClass', 'storage.k8s.io')) {
      const driver = text(object.resource.provisioner);
      const encrypted = textAt(object.resource, ['parameters', 'encrypted']);
      if (!plainUnlessAsked.has(driver) || encrypted === 'true') continue;
      const message = `It is ${encrypted || 'not set'}, and ${driver} then makes plain volumes.`;
      yield { object, field: 'parameters.encrypted', message };
    }
  },
  passes: [
    {
      title: 'another driver',
      objects: [withField(withField(storageClass, 'provisioner', 'driver.longhorn.io'), 'parameters', {})],
    },
  ],
  fails: [
    { title: 'plain volumes', objects: [withField(storageClass, 'parameters.encrypted', 'false')] },
    { title: 'nothing said', objects: [withField(storageClass, 'parameters.encrypted', undefined)] },
  ],
});

const plainUnlessAsked = new Set(['ebs.csi.aws.com', 'ebs.csi.eks.amazonaws.com']);

export default storageEncrypted;
