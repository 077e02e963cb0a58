import { rule } from '../../generators/model/rule.ts';
import { secretStore } from '../example/platform.ts';
import { withField } from '../example/withField.ts';
import { at, listAt, texts } from '../kubernetes/reading.ts';

const storesNarrow = rule({
  code: 'stores-narrow',
  severity: 'error',
  title: 'A ClusterSecretStore names the namespaces that may use it.',
  why:
    'Without conditions whoever may write an ExternalSecret in any namespace, that of an operator or of a trial, reads ' +
    'every secret that the store reaches. https://external-secrets.io/latest/api/clustersecretstore/',
  fix: 'List the namespaces of the apps in spec.conditions[].namespaces.',
  *check(view) {
    for (const object of view.ofKind('ClusterSecretStore', 'external-secrets.io')) {
      const conditions = listAt(object.resource, ['spec', 'conditions']);
      if (conditions.length === 0) {
        yield { object, field: 'spec.conditions', message: 'Every namespace may use it: it names none.' };
      }
      for (const [index, one] of conditions.entries()) {
        const named = texts(at(one, ['namespaces']) as string[] | undefined);
        if (named.length > 0) continue;
        const message =
          'It says by labels or patterns who may use it: whoever makes a namespace that is like that may.';
        yield { object, field: `spec.conditions[${index}]`, message };
      }
    }
  },
  passes: [{ title: 'one namespace', objects: [withField(secretStore, 'spec.conditions[0].namespaces', ['backend'])] }],
  fails: [
    { title: 'no conditions', objects: [withField(secretStore, 'spec.conditions', undefined)] },
    {
      title: 'any namespace',
      objects: [withField(secretStore, 'spec.conditions', [{ namespaceRegexes: ['.*'] }])],
    },
  ],
});

export default storesNarrow;
