import type { IContainer } from 'kubernetes-models/v1/Container';
import { type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { variablesGiven } from '../cluster/given.ts';
import { configMap, deployment } from '../example/api.ts';
import { silentContainer } from '../example/pod.ts';
import { withField } from '../example/withField.ts';
import { list, text } from '../kubernetes/reading.ts';
import { type ContainerOf, containersOf, type Workload, workloadsOf } from '../kubernetes/workload.ts';

const pod = 'spec.template.spec';
const container = `${pod}.containers[api]`;
const variable = (value: string) => ({ name: 'LOG_LEVEL', value });

const podNamesUnique = rule({
  code: 'pod-names-unique',
  severity: 'error',
  title: 'Inside a pod every name and number is given once: variables, ports, volumes, mount paths, containers.',
  why:
    'Of two variables of one name the later one wins, whatever the earlier one says; a server-side apply of lists with ' +
    'one key twice is refused in the middle of a sync. ' +
    'https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy',
  fix: 'Remove one of the two, or give it another name.',
  *check(view) {
    for (const workload of workloadsOf(view)) {
      const containers = containersOf(workload);
      const { built: object, pod, path } = workload;
      const names = containers.map(({ container }) => container.name);
      yield* told(object, `${path}.containers`, 'containers are called', twice(names));
      yield* told(object, `${path}.volumes`, 'volumes are called', twice(list(pod.volumes).map(({ name }) => name)));
      const main = containers.filter(({ part }) => part !== 'init').flatMap(({ container }) => list(container.ports));
      yield* told(object, `${path}.containers`, 'ports are called', twice(main.flatMap(({ name }) => name ?? [])));
      yield* told(object, `${path}.containers`, 'ports have the number', twice(main.map(numberOf)));
      for (const one of containers) yield* within(view, workload, one);
    }
  },
  passes: [
    {
      title: 'one port number for two protocols',
      objects: [withField(deployment, `${container}.ports[2]`, { name: 'quic', containerPort: 8080, protocol: 'UDP' })],
    },
    {
      title: 'one volume at two paths, and a variable in two containers',
      objects: [
        withField(
          withField(deployment, `${container}.volumeMounts[1]`, { name: 'tmp', mountPath: '/cache', subPath: 'cache' }),
          `${pod}.containers[1]`,
          { ...silentContainer('agent'), env: [variable('info')] },
        ),
      ],
    },
  ],
  fails: [
    {
      title: 'one variable twice',
      objects: [withField(deployment, `${container}.env`, [variable('info'), variable('debug')])],
    },
    {
      title: 'a variable of a ConfigMap that a Secret gives too',
      objects: [withField(configMap, 'data.DATABASE_URL', 'postgresql://files.media.svc.cluster.local:8080/x')],
    },
    {
      title: 'a variable of the list that a ConfigMap gives too',
      objects: [withField(configMap, 'data.LOG_LEVEL', 'debug')],
    },
    {
      title: 'two volumes at one path',
      objects: [
        withField(
          withField(deployment, `${pod}.volumes[1]`, { name: 'cache', emptyDir: { sizeLimit: '128Mi' } }),
          `${container}.volumeMounts[1]`,
          { name: 'cache', mountPath: '/tmp/' },
        ),
      ],
    },
    {
      title: 'two volumes of one name',
      objects: [withField(deployment, `${pod}.volumes[1]`, { name: 'tmp', emptyDir: { sizeLimit: '128Mi' } })],
    },
    {
      title: 'two containers that listen on one port',
      objects: [
        withField(deployment, `${pod}.containers[1]`, {
          ...silentContainer('agent'),
          ports: [{ name: 'agent', containerPort: 9090 }],
          lifecycle: { preStop: { sleep: { seconds: 15 } } },
        }),
      ],
    },
    {
      title: 'a port name twice',
      objects: [withField(deployment, `${container}.ports[2]`, { name: 'metrics', containerPort: 9091 })],
    },
    {
      title: 'a container twice',
      objects: [withField(deployment, `${pod}.containers[1]`, silentContainer('api'))],
    },
  ],
});

function numberOf({ containerPort, protocol = 'TCP' }: NonNullable<IContainer['ports']>[number]): string {
  return `${containerPort} ${protocol}`;
}

function* within(view: ClusterView, { built, namespace }: Workload, one: ContainerOf): Iterable<Violation> {
  const { container, field } = one;
  const listed = list(container.env).map(({ name }) => name);
  yield* told(built, `${field}.env`, 'variables are called', twice(listed));
  const paths = list(container.volumeMounts).map(({ mountPath }) => text(mountPath).replace(/\/+$/, ''));
  yield* told(built, `${field}.volumeMounts`, 'volumes are mounted at', twice(paths));
  const given = new Map<string, string>();
  for (const { from, names = [] } of variablesGiven(view, namespace, container)) {
    for (const name of names) {
      const other = given.get(name);
      given.set(name, from);
      if (other === undefined) continue;
      yield {
        object: built,
        field: `${field}.envFrom`,
        message: `${other} and ${from} both give ${name}: the value of ${from} wins.`,
      };
    }
  }
  for (const name of listed) {
    const from = given.get(name);
    if (from === undefined) continue;
    yield {
      object: built,
      field: `${field}.env[${name}]`,
      message: `It sets ${name}, which ${from} gives too: what stands here wins.`,
    };
  }
}

function twice(values: readonly (string | undefined)[]): readonly (string | undefined)[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function* told(
  object: Violation['object'],
  field: string,
  what: string,
  values: readonly unknown[],
): Iterable<Violation> {
  for (const value of values) yield { object, field, message: `Two ${what} ${value}.` };
}

export default podNamesUnique;
