import { good, manifest } from './manifests.ts';

const container = 'spec.template.spec.containers.0';
const catalogue = { apiGroup: 'postgresql.cnpg.io', kind: 'ImageCatalog', name: 'a', major: 17 };
const namespaced = { name: 'settings', namespace: 'backend' };
const configMap = (data: Readonly<Record<string, string>>) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: namespaced, data });
const namespace = (labels: Readonly<Record<string, string>>) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels } });
const service = (name: string) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'backend' },
    spec: { ports: [{ port: 80 }] },
  });
const template = {
  metadata: { labels: { a: 'b' } },
  spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] },
};
const cronJob = (name: string) =>
  JSON.stringify({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace: 'backend' },
    spec: { schedule: '0 * * * *', jobTemplate: { spec: { template } } },
  });
const quota = (hard: Readonly<Record<string, string>>) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: namespaced, spec: { hard } });

/** Objects that OpenAPI accepts and an API server refuses: what it says first. */
export const refusals: readonly [title: string, object: string, said: string][] = [
  [
    'a level of Pod Security that is none',
    namespace({ 'pod-security.kubernetes.io/enforce': 'strict' }),
    'metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted',
  ],
  [
    'a name with a capital',
    manifest('Deployment', 'metadata.name', 'Extra'),
    "metadata.name: Invalid value: \"Extra\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
  ],
  [
    'a Service with a capital',
    service('Extra'),
    "metadata.name: Invalid value: \"Extra\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
  ],
  [
    'a variable without a name',
    manifest('Deployment', `${container}.env.0.name`, ''),
    'spec.template.spec.containers[0].env[0].name: Required value',
  ],
  [
    'a variable with an equals sign',
    manifest('Deployment', `${container}.env.0.name`, 'A=B'),
    'spec.template.spec.containers[0].env[0].name: Invalid value: "A=B": a valid environment variable name must consist only of printable ASCII characters other than \'=\'',
  ],
  [
    'two sources of a variable',
    manifest('Deployment', `${container}.env.0.value`, 'x'),
    'spec.template.spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty',
  ],
  [
    'a mount without its volume',
    manifest('Deployment', `${container}.volumeMounts`, [{ name: 'v', mountPath: '/v' }]),
    'spec.template.spec.containers[0].volumeMounts[0].name: Not found: "v"',
  ],
  [
    'a name of a port with 16 letters',
    manifest('Deployment', `${container}.ports.0.name`, 'abcdefghijklmnop'),
    'spec.template.spec.containers[0].ports[0].name: Invalid value: "abcdefghijklmnop": must be no more than 15 characters',
  ],
  [
    'a request above its limit',
    manifest('Deployment', `${container}.resources.limits`, { cpu: '100m' }),
    'spec.template.spec.containers[0].resources.requests: Invalid value: "500m": must be less than or equal to cpu limit of 100m',
  ],
  [
    'a selector that is not the template’s labels',
    manifest('Deployment', 'spec.selector.matchLabels', { a: 'b' }),
    'spec.template.metadata.labels: Invalid value: {"app.kubernetes.io/name":"api"}: `selector` does not match template `labels`',
  ],
  [
    'a roll-out that may neither add nor take',
    manifest('Deployment', 'spec.strategy.rollingUpdate', { maxUnavailable: 0, maxSurge: 0 }),
    'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0',
  ],
  [
    'a key of a ConfigMap with a slash',
    configMap({ 'a/b': 'c' }),
    "data[a/b]: Invalid value: \"a/b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
  ],
  [
    'a ConfigMap of 1.1 MiB',
    configMap({ a: 'x'.repeat(1.1 * 2 ** 20) }),
    'Too long: may not be more than 1048576 bytes',
  ],
  [
    'a CronJob whose Jobs would have no room for their number',
    cronJob('x'.repeat(60)),
    'metadata.name: Invalid value: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": must be no more than 52 characters',
  ],
  ['a quota of half a pod', quota({ pods: '0.5' }), 'spec.hard[pods]: Invalid value: "500m": must be an integer'],
  [
    'an autoscaler with more at least than at most',
    manifest('HorizontalPodAutoscaler', 'spec.minReplicas', 31),
    'spec.maxReplicas: Invalid value: 30: must be greater than or equal to `minReplicas`',
  ],
  [
    'a budget that says both',
    manifest('PodDisruptionBudget', 'spec.minAvailable', 1),
    'spec: Invalid value: {"MinAvailable":1,"Selector":{"matchLabels":{"app.kubernetes.io/name":"api"}},"MaxUnavailable":"10%","UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set',
  ],
  [
    'an address that is no network',
    manifest('NetworkPolicy', 'spec.egress.0.to.0.ipBlock.cidr', '10.0.0.0/33'),
    'spec.egress[0].to[0].ipBlock.cidr: Invalid value: "10.0.0.0/33": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
  ],
  [
    'a custom kind: a name that is none',
    manifest('ScaledObject', 'metadata.name', 'A_b'),
    "metadata.name: Invalid value: \"A_b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
  ],
  [
    'a CEL rule: an image beside a catalogue of images',
    manifest('Cluster', 'spec', { ...good.Cluster.spec, imageName: 'x:1', imageCatalogRef: catalogue }),
    'spec: Invalid value: imageName and imageCatalogRef are mutually exclusive',
  ],
  [
    'a CEL rule: nothing is synchronous',
    manifest('Cluster', 'spec.postgresql.synchronous', { method: 'any', number: 0 }),
    'spec.postgresql.synchronous.number: Invalid value: 0: The number of synchronous replicas should be greater than zero',
  ],
];
