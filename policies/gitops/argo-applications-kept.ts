import { rule, type Violation } from '../../generators/model/rule.ts';
import { application, applicationSet } from '../example/argo.ts';
import { withField } from '../example/withField.ts';
import { at, texts } from '../kubernetes/reading.ts';

/** What an ApplicationSet must say, and what happens otherwise. */
const demands: readonly (readonly [field: string, wanted: unknown, otherwise: string])[] = [
  ['syncPolicy.applicationsSync', 'create-update', 'a generator that finds less deletes Applications'],
  ['syncPolicy.preserveResourcesOnDeletion', true, 'an Application that goes deletes all that it made'],
  ['goTemplate', true, 'templates and their errors are those of another language'],
];

const argoApplicationsKept = rule({
  code: 'argo-applications-kept',
  severity: 'error',
  title: 'No Application is deleted by Argo CD itself, and none that goes takes its objects along.',
  why:
    'A generator that works but finds less than before deletes in mass, and nothing upstream holds it back. ' +
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Controlling-Resource-Modification/',
  fix: 'Make it by generators/argocd, which sets all of this.',
  *check(view): Iterable<Violation> {
    for (const object of view.ofKind('ApplicationSet', 'argoproj.io')) {
      const { spec } = object.resource;
      for (const [field, wanted, otherwise] of demands) {
        const found = at(spec, field.split('.'));
        if (found === wanted) continue;
        yield {
          object,
          field: `spec.${field}`,
          message: `It is ${show(found)} and not ${show(wanted)}: ${otherwise}.`,
        };
      }
      if (!texts(at(spec, ['goTemplateOptions']) as readonly string[] | undefined).includes('missingkey=error')) {
        const message = 'It has no missingkey=error: what a file lacks becomes "<no value>" in an Application.';
        yield { object, field: 'spec.goTemplateOptions', message };
      }
      if (at(spec, ['template', 'metadata', 'finalizers']) !== undefined) {
        const message = 'Its Applications have finalizers: one that goes deletes all that it made.';
        yield { object, field: 'spec.template.metadata.finalizers', message };
      }
    }
    for (const object of view.ofKind('Application', 'argoproj.io')) {
      if (!('finalizers' in object.resource.metadata)) continue;
      const message = 'It has finalizers: when it goes it deletes all that it made.';
      yield { object, field: 'metadata.finalizers', message };
    }
  },
  passes: [
    { title: 'an Application and an ApplicationSet that delete nothing', objects: [application, applicationSet] },
  ],
  fails: [
    {
      title: 'an ApplicationSet that may delete',
      objects: [withField(applicationSet, 'spec.syncPolicy.applicationsSync', 'sync')],
    },
    {
      title: 'an ApplicationSet without a policy',
      objects: [withField(applicationSet, 'spec.syncPolicy', undefined)],
    },
    {
      title: 'a template that takes what is not there for nothing',
      objects: [withField(applicationSet, 'spec.goTemplateOptions', undefined)],
    },
    {
      title: 'a template with finalizers',
      objects: [
        withField(applicationSet, 'spec.template.metadata.finalizers', ['resources-finalizer.argocd.argoproj.io']),
      ],
    },
    {
      title: 'an Application with finalizers',
      objects: [withField(application, 'metadata.finalizers', ['resources-finalizer.argocd.argoproj.io'])],
    },
  ],
});

function show(value: unknown): string {
  return value === undefined ? 'not set' : String(value);
}

export default argoApplicationsKept;
