import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { TObject } from 'typebox';
import { defaultClass } from '../../model/nodeClasses.ts';
import type { Cloud, NodeClass } from '../../model/settings/index.ts';
import { exampleClusters } from '../../testing/clusters.ts';
import { golden } from '../../testing/golden.ts';
import { exampleInputs } from '../../testing/inputs.ts';
import { app } from '../../testing/names.ts';
import { platform } from '../../testing/platform.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { job } from '../jobs/job.ts';
import { service } from '../service.ts';
import { singleService } from '../singleService.ts';
import { volume } from '../workload/volume.ts';
import { defaultComputeClass } from './computeClass/computeClass.ts';
import { nodeClasses } from './nodes.ts';
import { placedOn } from './placement.ts';

const size = { cpu: '15', memory: '54Gi', maxPerZone: 12 };
const general: NodeClass = { ...size, instances: ['large-1', 'large-2'] };
const cheap: NodeClass = {
  ...size,
  instances: ['small'],
  spot: true,
  labels: { 'example.com/for': 'batch' },
  taints: [{ key: 'example.com/slow', effect: 'NoExecute' }],
};
const gpu: NodeClass = {
  ...size,
  devices: { 'nvidia.com/gpu': 1 },
  taints: [{ key: 'gpu', value: 'a', effect: 'NoSchedule' }],
};
const labels = { 'app.kubernetes.io/name': 'example' };

function objects(cloud: Cloud, nodes: Readonly<Record<string, NodeClass>>, more = {}) {
  const cluster = { ...exampleClusters[cloud], nodes, ...more };
  return nodeClasses({ inputs: exampleInputs(platform, cluster), labels });
}

const pool = (name: string, zone: string, ref: string, budgets: string, rest = '') => `
apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: ${name}-${zone}, labels: { app.kubernetes.io/name: example } }
spec:
  limits: { nodes: "12" }
  disruption: { consolidationPolicy: WhenEmptyOrUnderutilized, consolidateAfter: 10m, budgets: [${budgets}] }
  template:
    metadata: { labels: { nodes.gitops.dev/class: ${name}${rest ? ', example.com/for: batch' : ''} } }
    spec:
      nodeClassRef: ${ref}
      expireAfter: Never
      requirements:
        - { key: topology.kubernetes.io/zone, operator: In, values: [${zone}] }
        - { key: kubernetes.io/arch, operator: In, values: [amd64] }
        - { key: kubernetes.io/os, operator: In, values: [linux] }
        - { key: node.kubernetes.io/instance-type, operator: In, values: [${rest ? 'small' : 'large-1, large-2'}] }
        - { key: karpenter.sh/capacity-type, operator: In, values: [${rest ? 'spot, ' : ''}on-demand] }
${rest}`;

const always = '{ nodes: "1", reasons: [Underutilized, Drifted] }';
const spotTaints = `      taints:
        - { key: example.com/slow, effect: NoExecute }
        - { key: nodes.gitops.dev/spot, value: "true", effect: NoSchedule }
`;

test('Karpenter gets a pool for each class and zone, which keeps to the most nodes of a zone', () => {
  const ref = '{ group: karpenter.k8s.aws, kind: EC2NodeClass, name: nodes }';
  const busy = `${always}, { nodes: "0", reasons: [Underutilized, Drifted], schedule: "30 6 * * *", duration: 18h }`;
  const found = objects(
    'aws',
    { general, gpu },
    { busyHours: { from: '06:30', hours: 18 }, nodeImage: 'al2023@v20260903' },
  );
  assert.deepEqual(
    found,
    golden(`
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata: { name: nodes, labels: { app.kubernetes.io/name: example } }
spec:
  role: KarpenterNodeRole-reference
  amiSelectorTerms: [{ alias: al2023@v20260903 }]
  subnetSelectorTerms: [{ tags: { karpenter.sh/discovery: reference } }]
  securityGroupSelectorTerms: [{ tags: { karpenter.sh/discovery: reference } }]
  metadataOptions: { httpTokens: required, httpPutResponseHopLimit: 1 }
  blockDeviceMappings: [{ deviceName: /dev/xvda, ebs: { volumeSize: 200Gi, volumeType: gp3, encrypted: true } }]
---${['us-east-1a', 'us-east-1b', 'us-east-1c'].map((zone) => pool('general', zone, ref, busy)).join('---')}`),
  );
});

test('Azure gets the same pools, of its own kind of nodes; spot machines keep all pods away that do not name them', () => {
  const ref = '{ group: karpenter.azure.com, kind: AKSNodeClass, name: nodes }';
  assert.deepEqual(
    objects('azure', { cheap }, { zones: ['eastus-1'] }),
    golden(`
apiVersion: karpenter.azure.com/v1beta1
kind: AKSNodeClass
metadata: { name: nodes, labels: { app.kubernetes.io/name: example } }
spec: { imageFamily: AzureLinux, osDiskSizeGB: 200 }
---${pool('cheap', 'eastus-1', ref, always, spotTaints)}`),
  );
});

test('Google Cloud gets a ComputeClass: spot machines first, others where there are none', () => {
  assert.deepEqual(
    objects('google', { cheap, gpu }),
    golden(`
apiVersion: cloud.google.com/v1
kind: ComputeClass
metadata: { name: cheap, labels: { app.kubernetes.io/name: example } }
spec:
  nodePoolAutoCreation: { enabled: true }
  nodePoolConfig:
    nodeLabels: { nodes.gitops.dev/class: cheap, example.com/for: batch }
    taints:
      - { key: example.com/slow, effect: NoExecute }
      - { key: nodes.gitops.dev/spot, value: "true", effect: NoSchedule }
  priorityDefaults: { location: { zones: [us-central1-a, us-central1-b, us-central1-c] } }
  priorities:
    - { machineType: small, spot: true, storage: { bootDiskSize: 200 } }
    - { machineType: small, spot: false, storage: { bootDiskSize: 200 } }
  autoscalingPolicy: { consolidationDelayMinutes: 10 }
  whenUnsatisfiable: DoNotScaleUp
`),
  );
});

test('node groups of the company’s own, and a local cluster, get nothing', () => {
  for (const cloud of ['aws', 'google', 'azure'] as const) assert.deepEqual(objects(cloud, { gpu }), []);
  assert.deepEqual(objects('local', { general }), []);
});

test('pods that name a class select it and tolerate what keeps others away', () => {
  const at = (cloud: Cloud, name: string) =>
    placedOn(name, { ...exampleClusters[cloud], nodes: { general, cheap, gpu } });
  assert.deepEqual(at('aws', 'general'), { nodeSelector: { 'nodes.gitops.dev/class': 'general' } });
  assert.deepEqual(at('google', 'cheap'), {
    nodeSelector: { 'nodes.gitops.dev/class': 'cheap', 'cloud.google.com/compute-class': 'cheap' },
    tolerations: [
      { key: 'example.com/slow', operator: 'Exists', effect: 'NoExecute' },
      { key: 'nodes.gitops.dev/spot', operator: 'Equal', value: 'true', effect: 'NoSchedule' },
    ],
  });
  assert.deepEqual(at('google', 'gpu').nodeSelector, { 'nodes.gitops.dev/class': 'gpu' });
  assert.deepEqual(at('google', 'large'), { nodeSelector: { 'nodes.gitops.dev/class': 'large' } });
});

test('pods that name none go to the first class that keeps nobody away: on Google Cloud their namespace says so', () => {
  assert.equal(defaultClass({ nodes: { cheap, gpu, general } }), 'general');
  assert.equal(defaultClass({ nodes: { cheap, gpu } }), undefined);
  const label = { 'cloud.google.com/default-compute-class-non-daemonset': 'general' };
  assert.deepEqual(defaultComputeClass({ cloud: 'google', nodes: { cheap, general } }), label);
  assert.deepEqual(defaultComputeClass({ cloud: 'google', nodes: { own: size } }), {});
  assert.deepEqual(defaultComputeClass({ cloud: 'aws', nodes: { general } }), {});
});

test('a job has a class of its own, and no other one than its app where it is on the node of that', () => {
  const journal = volume('journal', '1Gi', { writers: 'node' });
  const common = {
    when: 'once',
    runtime: () => ({ image: 'registry.example.com/setup:1', user: 1000, group: 1000, ports: {} }),
    images: {},
    uses: {},
    resources: { cpu: '50m', memory: '64Mi' },
    minutes: 1,
    retries: 0,
  } as const;
  const id = app('api', 'backend', []);
  const { scale: _, ...spec } = exampleSpec;
  const own = singleService(id, {
    ...spec,
    uses: {},
    volumes: { '/journal': journal },
    parts: [
      job(id, { ...common, name: 'api-import' }),
      job(id, { ...common, name: 'api-verify', volumes: { '/journal': journal } }),
    ],
  });
  const cluster = { ...exampleClusters.aws, nodes: { general, cheap, gpu } };
  const at = (settings: Readonly<Record<string, unknown>>) => exampleInputs(own, cluster, settings);
  const objects = own.render(at({ nodes: 'cheap', jobs: { 'api-import': { nodes: 'gpu' } } }));
  const placed = Object.fromEntries(
    objects.flatMap(({ kind, metadata, spec }) => {
      const { jobTemplate, template } = (spec ?? {}) as { jobTemplate?: { spec: object }; template?: object };
      const pod = (jobTemplate?.spec as { template: object } | undefined)?.template ?? template;
      if (kind !== 'CronJob' && kind !== 'StatefulSet') return [];
      const { nodeSelector, tolerations } = (pod as IPodTemplateSpec).spec ?? {};
      return [[metadata.name, [nodeSelector, tolerations?.map(({ key }) => key)]]];
    }),
  );
  const selected = (name: string) => ({ 'nodes.gitops.dev/class': name });
  assert.deepEqual(placed, {
    api: [selected('cheap'), ['example.com/slow', 'nodes.gitops.dev/spot']],
    'api-import': [selected('gpu'), ['gpu']],
    'api-verify': [selected('cheap'), ['example.com/slow', 'nodes.gitops.dev/spot']],
  });
  assert.deepEqual(own.mistakes?.(at({ jobs: { 'api-import': { nodes: 'large' } } })), [
    {
      code: 'unknown-nodes',
      path: ['jobs', 'api-import', 'nodes'],
      message: 'api-import runs on nodes of the class large, and reference has none.',
      fix: 'Name one of these: general, cheap, gpu; or add the class to the cluster.',
    },
  ]);
  const { properties } = own.settings.properties.jobs as TObject;
  assert.deepEqual(Object.keys(properties), ['api-import']);
});

test('an app whose settings name a class has its pods there, and one that no cluster has is a mistake', () => {
  const own = service(app('api', 'backend', []), { ...exampleSpec, uses: {} });
  const cluster = { ...exampleClusters.aws, nodes: { general, cheap } };
  const at = (nodes: string) => exampleInputs(own, cluster, { nodes });
  const [deployment] = own.render(at('cheap')).filter(({ kind }) => kind === 'Deployment');
  const { template } = (deployment as unknown as Required<IDeployment>).spec;
  assert.deepEqual(template.spec?.nodeSelector, { 'nodes.gitops.dev/class': 'cheap' });
  assert.equal(template.spec?.tolerations?.length, 2);
  assert.deepEqual(own.mistakes?.(at('cheap')), []);
  assert.deepEqual(own.mistakes?.(at('gpu')), [
    {
      code: 'unknown-nodes',
      path: ['nodes'],
      message: 'api runs on nodes of the class gpu, and reference has none.',
      fix: 'Name one of these: general, cheap; or add the class to the cluster.',
    },
  ]);
});
