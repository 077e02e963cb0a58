import { authoritiesFolder } from '../../generators/model/authorities.ts';
import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { configMap, deployment } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { list, text, texts } from '../kubernetes/reading.ts';
import { containersOf, type Workload, workloadsOf } from '../kubernetes/workload.ts';
import { variablesOf } from '../systems/builtIn/environment.ts';
import { secretTemplates } from '../systems/externalSecrets.ts';

const pod = 'spec.template.spec';
const mounting = (mount: object, source: object) =>
  withField(
    withField(deployment, `${pod}.containers[api].volumeMounts`, [{ name: 'authorities', ...mount }]),
    `${pod}.volumes`,
    [{ name: 'authorities', ...source }],
  );
const secret = { secret: { secretName: 'api', items: [{ key: 'DATABASE_URL', path: 'events.crt' }] } };
const inFolder = mounting({ mountPath: authoritiesFolder }, secret);

const authorityTold = rule({
  code: 'authority-told',
  severity: 'error',
  title: 'A program whose server has a certificate of a private authority is told where the file of that authority is.',
  why:
    'Addresses of AMQP and of Valkey have no place for an authority, and nothing else leads a program to the file: it ' +
    'checks against the public authorities, and refuses the server. https://www.rabbitmq.com/docs/ssl#peer-verification',
  fix: 'Give the program the path in a variable, an argument or a file: `authority` of the binding of that contract.',
  *check(view) {
    for (const workload of workloadsOf(view)) {
      const missing = authoritiesOf(workload);
      if (missing.size === 0) continue;
      for (const told of textsFor(view, workload)) {
        for (const path of missing) if (told.includes(path)) missing.delete(path);
      }
      for (const path of missing) {
        yield {
          object: workload.built,
          field: `${workload.path}.containers`,
          message: `Its pods have the file ${path}, and no variable, argument or file of theirs names it.`,
        };
      }
    }
  },
  passes: [
    {
      title: 'a variable with the path',
      objects: [inFolder, withField(configMap, 'data.AMQP_CA_FILE', `${authoritiesFolder}/events.crt`)],
    },
    {
      title: 'an argument that has it',
      objects: [withField(inFolder, `${pod}.containers[api].args`, [`--ca=${authoritiesFolder}/events.crt`])],
    },
    { title: 'a file elsewhere', objects: [mounting({ mountPath: '/etc/ours' }, secret)] },
  ],
  fails: [
    { title: 'a file that nothing names', objects: [inFolder] },
    {
      title: 'another file of the folder',
      objects: [inFolder, withField(configMap, 'data.AMQP_CA_FILE', `${authoritiesFolder}/answers.crt`)],
    },
    {
      title: 'a file by its path',
      objects: [mounting({ mountPath: `${authoritiesFolder}/events.crt`, subPath: 'events.crt' }, secret)],
    },
  ],
});

/** The paths of the authorities' files that the containers of a workload have. */
function authoritiesOf(workload: Workload): Set<string> {
  const found = containersOf(workload).flatMap(({ container }) =>
    list(container.volumeMounts).flatMap(({ name, mountPath, subPath }) => {
      const at = text(mountPath);
      if (subPath !== undefined) return at.startsWith(`${authoritiesFolder}/`) ? [at] : [];
      if (at !== authoritiesFolder) return [];
      const volume = list(workload.pod.volumes).find((one) => one.name === name);
      return list(volume?.secret?.items).map(({ path }) => `${authoritiesFolder}/${text(path)}`);
    }),
  );
  return new Set(found);
}

/** What the pods of a workload read: variables, commands, arguments, and the files that they mount. */
function* textsFor(view: ClusterView, workload: Workload): Iterable<string> {
  yield* variablesOf(view, workload).values();
  for (const { container } of containersOf(workload)) yield* [...texts(container.command), ...texts(container.args)];
  for (const { configMap, secret } of list(workload.pod.volumes)) {
    const map = view.find('ConfigMap', workload.namespace, text(configMap?.name))?.resource.data;
    yield* Object.values((map ?? {}) as Readonly<Record<string, string>>);
    yield* secretTemplates(view)
      .get(`${workload.namespace}/${text(secret?.secretName)}`)
      ?.values() ?? [];
  }
}

export default authorityTold;
