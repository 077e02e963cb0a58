import { rule, type Violation } from '../../generators/model/rule.ts';
import { application, applicationSet, appProject } from '../example/argo.ts';
import { withField } from '../example/withField.ts';
import { at, list, texts } from '../kubernetes/reading.ts';

const fields = ['sourceRepos', 'destinations', 'clusterResourceWhitelist', 'namespaceResourceWhitelist'] as const;

const argoProjectsNarrow = rule({
  code: 'argo-projects-narrow',
  severity: 'error',
  title: 'Every Application is in a project that names repositories, destinations and kinds, and the project is fixed.',
  why:
    'Whoever can write to one folder of the repository could otherwise change every cluster. ' +
    'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
  fix: 'Name exactly what the Applications need; the project `default` allows everything.',
  *check(view): Iterable<Violation> {
    const projects = view.ofKind('AppProject', 'argoproj.io');
    for (const object of projects) {
      for (const field of fields) {
        const value = at(object.resource.spec, [field]);
        if (value === undefined && field !== 'clusterResourceWhitelist') {
          yield { object, field: `spec.${field}`, message: 'It is not set, and so allows everything or nothing.' };
        }
        for (const member of [
          ...list(value as readonly object[] | undefined),
          ...texts(value as readonly string[] | undefined),
        ]) {
          if (!JSON.stringify(member).includes('*')) continue;
          yield { object, field: `spec.${field}`, message: `It allows ${JSON.stringify(member)}.` };
        }
      }
    }
    const known = new Set(projects.map(({ resource }) => resource.metadata.name));
    const users = [
      ...view.ofKind('Application', 'argoproj.io').map((object) => ({ object, path: ['project'] })),
      ...view
        .ofKind('ApplicationSet', 'argoproj.io')
        .map((object) => ({ object, path: ['template', 'spec', 'project'] })),
    ];
    for (const { object, path } of users) {
      const name = at(object.resource.spec, path);
      const why =
        name === undefined || name === 'default'
          ? 'It is in the project default, which allows everything.'
          : String(name).includes('{{')
            ? `Its project is a template, ${name}: what a file says would decide what is allowed.`
            : known.has(String(name)) || known.size === 0
              ? undefined
              : `There is no project ${name}.`;
      if (why) yield { object, field: `spec.${path.join('.')}`, message: why };
    }
  },
  passes: [{ title: 'a project that names all it allows', objects: [appProject, application, applicationSet] }],
  fails: [
    { title: 'any repository', objects: [withField(appProject, 'spec.sourceRepos', ['*'])] },
    {
      title: 'any namespace',
      objects: [withField(appProject, 'spec.destinations', [{ name: 'aws-us-east-1', namespace: '*' }])],
    },
    { title: 'every kind', objects: [withField(appProject, 'spec.namespaceResourceWhitelist', undefined)] },
    {
      title: 'every kind once in a cluster',
      objects: [withField(appProject, 'spec.clusterResourceWhitelist', [{ group: '*', kind: '*' }])],
    },
    {
      title: 'an Application in the project default',
      objects: [appProject, withField(application, 'spec.project', 'default')],
    },
    { title: 'an Application in no project', objects: [appProject, withField(application, 'spec.project', 'other')] },
    {
      title: 'a project that a file decides',
      objects: [appProject, withField(applicationSet, 'spec.template.spec.project', '{{ .project }}')],
    },
  ],
});

export default argoProjectsNarrow;
