import { rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { silentContainer } from '../example/pod.ts';
import { withField } from '../example/withField.ts';
import { workerDeployment } from '../example/worker.ts';
import { isPlaceholder } from '../kubernetes/placeholder.ts';
import { at, count, texts } from '../kubernetes/reading.ts';
import { servicesOf } from '../kubernetes/service.ts';
import { type ContainerOf, containersOf, longRunning } from '../kubernetes/workload.ts';

const pod = 'spec.template.spec';
const preStop = `${pod}.containers[api].lifecycle.preStop`;

/** Seconds that must be left for ending after the pre-stop hook, at the least. */
const least = 5;

const drainsInTime = rule({
  code: 'drains-in-time',
  severity: 'error',
  title: 'A pod behind a Service waits in a pre-stop hook, and its grace period outlasts the hook.',
  why:
    'A pod that ends at once still gets requests from whoever has not heard of it; and the grace period runs during ' +
    'the pre-stop hook, so one that is too short kills requests in flight. ' +
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
  fix: `Set lifecycle.preStop.sleep, and terminationGracePeriodSeconds to the sleep, the longest drain and ${least} s more.`,
  *check(view) {
    for (const workload of longRunning(view)) {
      const { built, pod, path } = workload;
      if (isPlaceholder(built)) continue;
      const grace = count(pod.terminationGracePeriodSeconds, 30);
      const served = servicesOf(view, workload).length > 0;
      for (const one of containersOf(workload)) {
        const wait = secondsOf(one);
        // A sidecar is told to end once the app has ended: nobody calls it any more.
        if (wait === 0 && served && hasPorts(one) && one.part === 'main') {
          const message = `Container ${one.container.name} is behind a Service and has no pre-stop hook that waits.`;
          yield { object: built, field: `${one.field}.lifecycle.preStop`, message };
        }
        if (grace < wait + least) {
          const message = `The grace period is ${grace} s, and container ${one.container.name} waits ${wait} s of it.`;
          yield { object: built, field: `${path}.terminationGracePeriodSeconds`, message };
        }
      }
    }
  },
  passes: [
    { title: 'a sleep by command', objects: [withField(deployment, preStop, { exec: { command: ['sleep', '40'] } })] },
    {
      title: 'a container that nobody calls beside one that is called',
      objects: [withField(deployment, `${pod}.containers[1]`, silentContainer('agent'))],
    },
    {
      title: 'a sidecar, which ends after the app',
      objects: [
        withField(deployment, `${pod}.initContainers`, [
          { ...silentContainer('proxy'), restartPolicy: 'Always', ports: [{ name: 'health', containerPort: 9801 }] },
        ]),
      ],
    },
    {
      title: 'nothing to wait for without a Service',
      objects: [withField(workerDeployment, `${pod}.containers[worker].lifecycle`, undefined)],
    },
  ],
  fails: [
    { title: 'no pre-stop hook', objects: [withField(deployment, `${pod}.containers[api].lifecycle`, undefined)] },
    { title: 'a grace period that the hook uses up', objects: [withField(deployment, `${preStop}.sleep.seconds`, 45)] },
    {
      title: 'the default grace period with a long hook',
      objects: [
        withField(withField(deployment, `${pod}.terminationGracePeriodSeconds`, undefined), preStop, {
          exec: { command: ['/bin/sh', '-c', 'sleep 28'] },
        }),
      ],
    },
  ],
});

/** How long a pre-stop hook waits, as far as it says: its sleep, or a `sleep` command. */
function secondsOf({ container }: ContainerOf): number {
  const hook = container.lifecycle?.preStop;
  const command = texts(at(hook, ['exec', 'command']) as string[] | undefined).join(' ');
  return count(hook?.sleep?.seconds, 0) || Number(/\bsleep (\d+)/.exec(command)?.[1] ?? 0);
}

function hasPorts({ container }: ContainerOf): boolean {
  return Array.isArray(container.ports) && container.ports.length > 0;
}

export default drainsInTime;
