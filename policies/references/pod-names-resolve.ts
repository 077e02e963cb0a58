import type { IContainer } from 'kubernetes-models/v1/Container';
import { type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { variablesGiven } from '../cluster/given.ts';
import { deployment } from '../example/api.ts';
import { statefulSet } from '../example/files.ts';
import { withField } from '../example/withField.ts';
import { at, list, listAt, text, textAt, texts } from '../kubernetes/reading.ts';
import { type ContainerOf, containersOf, type Workload, workloadsOf } from '../kubernetes/workload.ts';

const container = 'spec.template.spec.containers[api]';

const podNamesResolve = rule({
  code: 'pod-names-resolve',
  severity: 'error',
  title:
    'What a container names inside its pod is there: ports of probes and hooks, volumes of mounts, variables of $(NAME).',
  why:
    'The API server takes a port name that no container has, and the kubelet drops such a probe: a liveness probe then ' +
    'never judges, a readiness probe never succeeds. $(NAME) of a variable that is not there stays as it is written. ' +
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port',
  fix: 'Correct the name, or declare the port, the volume or the variable.',
  *check(view) {
    for (const workload of workloadsOf(view)) {
      const volumes = volumeNames(workload);
      for (const one of containersOf(workload)) {
        yield* ports(workload, one);
        yield* mounts(workload, one, volumes);
        yield* variables(view, workload, one);
      }
    }
  },
  passes: [
    { title: 'a port by number', objects: [withField(deployment, `${container}.livenessProbe.httpGet.port`, 9090)] },
    {
      title: 'a volume that a claim makes',
      objects: [
        withField(statefulSet, 'spec.template.spec.containers[files].volumeMounts[1]', {
          name: 'data',
          mountPath: '/data',
        }),
      ],
    },
    {
      title: 'variables of the container, of its ConfigMap and before it in the list, and what is no variable',
      objects: [
        withField(
          withField(deployment, `${container}.env`, [
            { name: 'HOST', value: 'files' },
            { name: 'ADDRESS', value: '$(HOST):8080' },
          ]),
          `${container}.args`,
          ['--to=$(ADDRESS)', '--files=$(FILES_URL)', '--user=$(DATABASE_URL)', '--cost=$$(FREE)', '--now=$(date +%s)'],
        ),
      ],
    },
    {
      title: 'variables of a Secret that only the cluster knows',
      objects: [
        withField(
          withField(deployment, `${container}.envFrom`, [{ secretRef: { name: 'elsewhere', optional: true } }]),
          `${container}.args`,
          ['--key=$(KEY)'],
        ),
      ],
    },
  ],
  fails: [
    {
      title: 'a probe of a port that no container has',
      objects: [withField(deployment, `${container}.livenessProbe.httpGet.port`, 'web')],
    },
    {
      title: 'a probe of a number that nobody listens on',
      objects: [withField(deployment, `${container}.readinessProbe.httpGet.port`, 80)],
    },
    {
      title: 'a TCP probe',
      objects: [
        withField(deployment, `${container}.startupProbe`, { tcpSocket: { port: 'web' }, failureThreshold: 30 }),
      ],
    },
    {
      title: 'a hook that calls a port that is not there',
      objects: [
        withField(deployment, `${container}.lifecycle.preStop`, {
          httpGet: { port: 'admin', path: '/drain' },
          sleep: { seconds: 15 },
        }),
      ],
    },
    {
      title: 'a mount without its volume',
      objects: [withField(deployment, `${container}.volumeMounts[0].name`, 'temp')],
    },
    {
      title: 'a device without its volume',
      objects: [withField(deployment, `${container}.volumeDevices`, [{ name: 'disk', devicePath: '/dev/xvda' }])],
    },
    {
      title: 'an argument with a variable that is not there',
      objects: [withField(deployment, `${container}.args`, ['--to=$(FILES_ADDRESS)'])],
    },
    {
      title: 'a variable that stands further down in the list',
      objects: [
        withField(deployment, `${container}.env`, [
          { name: 'ADDRESS', value: '$(HOST):8080' },
          { name: 'HOST', value: 'files' },
        ]),
      ],
    },
  ],
});

const handlers = ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle.preStop', 'lifecycle.postStart'];

/** Where probes and hooks call: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe */
function* ports({ built }: Workload, { container, field }: ContainerOf): Iterable<Violation> {
  const declared = list(container.ports).flatMap(({ name, containerPort }) => [name, containerPort]);
  for (const handler of handlers) {
    for (const action of ['httpGet', 'tcpSocket', 'grpc']) {
      const path = [...handler.split('.'), action, 'port'];
      const port = at(container, path);
      if (port === undefined || declared.includes(port as string | number)) continue;
      const has = declared.filter((one) => typeof one === 'string').join(', ') || 'none';
      const message = `It calls port ${port}, which container ${container.name} does not declare: it has ${has}.`;
      yield { object: built, field: `${field}.${path.join('.')}`, message };
    }
  }
}

/** Volumes of a pod, and those that a StatefulSet makes for each. */
function volumeNames({ built, pod }: Workload): ReadonlySet<string> {
  const claims = listAt(built.resource, ['spec', 'volumeClaimTemplates']).map((one) =>
    textAt(one, ['metadata', 'name']),
  );
  return new Set([...list(pod.volumes).map(({ name }) => name), ...claims]);
}

function* mounts({ built }: Workload, one: ContainerOf, volumes: ReadonlySet<string>): Iterable<Violation> {
  for (const key of ['volumeMounts', 'volumeDevices'] as const) {
    for (const [index, { name }] of list<{ readonly name: string }>(one.container[key]).entries()) {
      if (volumes.has(name)) continue;
      const message = `It mounts the volume ${name}, and the pod has no such volume.`;
      yield { object: built, field: `${one.field}.${key}[${index}].name`, message };
    }
  }
}

/** A variable as commands and other variables name it; `$$(NAME)` is no variable. */
const named = /(?<!\$)(?:\$\$)*\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)/g;

/** https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/ */
function* variables(view: ClusterView, workload: Workload, { container, field }: ContainerOf): Iterable<Violation> {
  const given = variablesGiven(view, workload.namespace, container).map(({ names }) => names);
  if (given.includes(undefined)) return;
  const known = new Set(given.flatMap((names) => names ?? []));
  for (const { name, value } of list(container.env)) {
    yield* unknown(workload, `${field}.env[${name}].value`, text(value), known);
    known.add(name);
  }
  for (const key of ['command', 'args'] as const) {
    for (const [index, value] of texts(container[key] as IContainer['args']).entries()) {
      yield* unknown(workload, `${field}.${key}[${index}]`, value, known);
    }
  }
}

function* unknown({ built }: Workload, field: string, value: string, known: ReadonlySet<string>): Iterable<Violation> {
  for (const [written, name = ''] of value.matchAll(named)) {
    if (known.has(name)) continue;
    yield {
      object: built,
      field,
      message: `${written.slice(written.lastIndexOf('$('))} is no variable that the container has there: it stays as it is written.`,
    };
  }
}

export default podNamesResolve;
