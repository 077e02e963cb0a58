import { rule } from '../../generators/model/rule.ts';
import { podsSelected } from '../cluster/pods.ts';
import { budget, service } from '../example/api.ts';
import { databaseNetworkPolicy } from '../example/database.ts';
import { withField } from '../example/withField.ts';
import { policiesOf } from '../kubernetes/network.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { at, list } from '../kubernetes/reading.ts';
import { formatSelector, type LabelSelector, selectsAll } from '../kubernetes/selector.ts';
import { podServices } from '../kubernetes/service.ts';

const selectorsMatch = rule({
  code: 'selectors-match',
  severity: 'error',
  title:
    'Every Service, PodDisruptionBudget and NetworkPolicy selects pods that exist, and ports of Services are ports of pods.',
  why:
    'A selector that meets nothing fails silently: requests find no endpoint, a drain heeds no budget, a policy closes ' +
    'nothing. Labels that an upgrade took away ended a large site for five hours. ' +
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors',
  fix: 'Write the labels that the pod template has, and a port that its containers declare.',
  *check(view) {
    const nothing = (selector: LabelSelector | undefined, namespace: string) =>
      `It selects ${formatSelector(selector)}, and no pod in ${namespace} is that.`;
    for (const { built, namespace, selector, ports } of podServices(view)) {
      const pods = podsSelected(view, namespace, { matchLabels: selector });
      if (pods.length === 0) {
        yield { object: built, field: 'spec.selector', message: nothing({ matchLabels: selector }, namespace) };
      }
      for (const { name, port, targetPort = port, protocol = 'TCP' } of list(ports)) {
        const lacking = pods.find((one) => one.workload && !hasPort(one, targetPort, protocol));
        if (!lacking) continue;
        const message = `Port ${port} goes to ${protocol} port ${targetPort}, which no container of ${lacking.name} declares.`;
        yield { object: built, field: `spec.ports[${name ?? port}].targetPort`, message };
      }
    }
    for (const built of view.ofKind('PodDisruptionBudget', 'policy')) {
      const selector = at(built.resource, ['spec', 'selector']) as LabelSelector | undefined;
      const namespace = built.resource.metadata.namespace ?? '';
      if (podsSelected(view, namespace, selector).length > 0) continue;
      yield { object: built, field: 'spec.selector', message: nothing(selector, namespace) };
    }
    for (const { built, namespace, selector } of policiesOf(view)) {
      if (selectsAll(selector) || podsSelected(view, namespace, selector).length > 0) continue;
      yield { object: built, field: 'spec.podSelector', message: nothing(selector, namespace) };
    }
  },
  passes: [
    { title: 'a port by number', objects: [withField(service, 'spec.ports[http].targetPort', 8080)] },
    { title: 'pods that an operator makes', objects: [databaseNetworkPolicy] },
    {
      title: 'a name for something outside',
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'mail', namespace: 'backend' },
          spec: { type: 'ExternalName', externalName: 'mail.example.com', selector: { app: 'ignored' } },
        },
      ],
    },
    { title: 'a Service without a selector', objects: [withField(service, 'spec.selector', undefined)] },
  ],
  fails: [
    { title: 'a Service without pods', objects: [withField(service, 'spec.selector', { app: 'api' })] },
    { title: 'a port name that no container has', objects: [withField(service, 'spec.ports[http].targetPort', 'web')] },
    { title: 'a port number that no container has', objects: [withField(service, 'spec.ports[http].targetPort', 80)] },
    { title: 'another protocol', objects: [withField(service, 'spec.ports[http].protocol', 'UDP')] },
    {
      title: 'a budget for pods that are gone',
      objects: [
        budget,
        withField(withField(budget, 'metadata.name', 'old'), 'spec.selector.matchLabels', {
          'app.kubernetes.io/name': 'old',
        }),
      ],
    },
    {
      title: 'a policy for pods that are gone',
      objects: [
        databaseNetworkPolicy,
        withField(withField(databaseNetworkPolicy, 'metadata.name', 'old'), 'spec.podSelector.matchLabels', {
          app: 'old',
        }),
      ],
    },
  ],
});

function hasPort(pods: PodGroup, target: number | string, protocol: string): boolean {
  return pods.ports.some((one) => one.protocol === protocol && (one.name === target || one.number === target));
}

export default selectorsMatch;
