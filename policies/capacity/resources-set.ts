import { quantity } from '../../generators/model/quantity.ts';
import { rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { entries } from '../kubernetes/reading.ts';
import { type ContainerOf, containersOf, workloadsOf } from '../kubernetes/workload.ts';

const resources = 'spec.template.spec.containers[api].resources';

const resourcesSet = rule({
  code: 'resources-set',
  severity: 'error',
  title: 'Every container requests CPU and memory and limits its memory.',
  why:
    'The scheduler places pods and the autoscaler counts them by their requests; without a memory limit one leak ' +
    'takes its neighbours with it. `memory: 512m` is half a byte. ' +
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  fix: 'Set requests.cpu, requests.memory and limits.memory, no request above its limit.',
  *check(view) {
    for (const workload of workloadsOf(view)) {
      for (const container of containersOf(workload)) {
        for (const { field, message } of faults(container)) {
          yield { object: workload.built, field: `${container.field}.resources.${field}`, message };
        }
      }
    }
  },
  passes: [
    {
      title: 'CPU that may burst, memory that may not',
      objects: [
        withField(deployment, resources, {
          requests: { cpu: 0.25, memory: '300Mi' },
          limits: { cpu: '2', memory: '300Mi' },
        }),
      ],
    },
  ],
  fails: [
    { title: 'no resources', objects: [withField(deployment, resources, undefined)] },
    { title: 'no CPU request', objects: [withField(deployment, `${resources}.requests.cpu`, undefined)] },
    { title: 'no memory limit', objects: [withField(deployment, `${resources}.limits.memory`, undefined)] },
    { title: 'a request above its limit', objects: [withField(deployment, `${resources}.limits.memory`, '128Mi')] },
    { title: 'what is no quantity', objects: [withField(deployment, `${resources}.requests.memory`, '1.5.Gi')] },
    { title: 'nothing at all', objects: [withField(deployment, `${resources}.requests.cpu`, '0')] },
    { title: 'thousandths of a byte', objects: [withField(deployment, `${resources}.requests.memory`, '256m')] },
  ],
});

const required = [
  ['requests', 'cpu'],
  ['requests', 'memory'],
  ['limits', 'memory'],
] as const;

function* faults({ container: { name, resources } }: ContainerOf): Iterable<{ field: string; message: string }> {
  for (const [part, key] of required) {
    if (resources?.[part]?.[key] !== undefined) continue;
    yield { field: `${part}.${key}`, message: `Container ${name} has no ${part}.${key}.` };
  }
  for (const part of ['requests', 'limits'] as const) {
    for (const [key, value] of entries(resources?.[part])) {
      const amount = quantity(value);
      const field = `${part}.${key}`;
      if (amount === undefined || amount <= 0) {
        const what = amount === undefined ? 'which is no quantity' : 'which asks for nothing';
        yield { field, message: `Container ${name}: ${field} is ${JSON.stringify(value)}, ${what}.` };
      } else if (key === 'memory' && !Number.isInteger(amount)) {
        yield { field, message: `Container ${name}: ${field} is ${value}, which is a fraction of a byte.` };
      }
    }
  }
  for (const [key, value] of entries(resources?.requests)) {
    const limit = resources?.limits?.[key];
    if ((quantity(value) ?? 0) > (quantity(limit) ?? Number.POSITIVE_INFINITY)) {
      yield {
        field: `requests.${key}`,
        message: `Container ${name} requests ${value} of ${key}, above its limit ${limit}.`,
      };
    }
  }
}

export default resourcesSet;
