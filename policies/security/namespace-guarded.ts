import { type Built, type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { namespace } from '../example/platform.ts';
import { withField } from '../example/withField.ts';
import { text } from '../kubernetes/reading.ts';

const enforce = 'pod-security.kubernetes.io/enforce';
const version = `${enforce}-version`;
const labelled = (key: string, value: unknown) => withField(namespace, `metadata.labels[${key}]`, value);

const namespaceGuarded = rule({
  code: 'namespace-guarded',
  severity: 'error',
  title:
    'Every namespace refuses pods that break the restricted Pod Security Standard, in a version that its cluster knows.',
  why:
    'Without the label the API server takes any pod: one that somebody starts by hand, or an operator with a new version, ' +
    'may then own its node. https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  fix: `Set the labels ${enforce}: restricted, and ${version} to v and the Kubernetes version of the cluster.`,
  *check(view) {
    for (const built of view.ofKind('Namespace', '')) yield* faults(view, built);
  },
  passes: [
    { title: 'the version of the cluster', objects: [labelled(version, 'v1.35')] },
    { title: 'an older version, until pods are mended', objects: [labelled(version, 'v1.34')] },
  ],
  fails: [
    { title: 'no label', objects: [labelled(enforce, undefined)] },
    { title: 'a looser standard', objects: [labelled(enforce, 'baseline')] },
    { title: 'no version: the next upgrade may turn pods away', objects: [labelled(version, undefined)] },
    { title: 'whatever is the latest', objects: [labelled(version, 'latest')] },
    { title: 'a version that the cluster does not have', objects: [labelled(version, 'v1.99')] },
  ],
});

function* faults(view: ClusterView, object: Built): Iterable<Violation> {
  const labels = object.resource.metadata.labels ?? {};
  const found = (key: string) => (labels[key] === undefined ? 'not set' : JSON.stringify(labels[key]));
  if (labels[enforce] !== 'restricted') {
    yield { object, field: `metadata.labels[${enforce}]`, message: `It is ${found(enforce)}, and must be restricted.` };
  }
  const [, minor] = /^v1\.(\d+)$/.exec(text(labels[version])) ?? [];
  const most = Number(view.cluster.kubernetes.split('.')[1]);
  if (minor === undefined || Number(minor) > most) {
    const message = `It is ${found(version)}, and must be v${view.cluster.kubernetes} or a version before.`;
    yield { object, field: `metadata.labels[${version}]`, message };
  }
}

export default namespaceGuarded;
