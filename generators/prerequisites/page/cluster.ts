import type { Cluster } from '../../model/settings/index.ts';
import type { ClusterNeeds } from '../needs.ts';
import { type BucketMakers, bucketsOfCluster } from './buckets.ts';
import { entriesOfCluster } from './entries.ts';
import { identitiesOfCluster, type SharedIdentity } from './identities.ts';
import { block, inCode, inWords, markdownTable } from './markdown.ts';
import { queuesOfCluster } from './queues.ts';

/** What the clusters of an environment share: how it is made stands at the first that needs it. */
export interface SharedNeeds {
  readonly identities: ReadonlyMap<string, SharedIdentity>;
  readonly buckets: BucketMakers;
}

/** The section of one cluster. */
export function clusterSection(needs: ClusterNeeds, shared: SharedNeeds): readonly string[] {
  const { cluster } = needs;
  return [
    `## ${cluster.name}`,
    ...markdownTable(['the cluster', ''], features(needs)),
    ...nodeClasses(needs),
    ...issuer(needs),
    ...entriesOfCluster(needs),
    ...identitiesOfCluster(needs, shared.identities),
    ...bucketsOfCluster(needs, shared.buckets),
    ...queuesOfCluster(needs),
    ...addresses(needs),
  ];
}

/** What the cluster has to be able to do, row by row. */
function features({ cluster, identities, drivers, enforcesPolicies }: ClusterNeeds): readonly (readonly string[])[] {
  const { kubernetes, zones, provided, controlPlane, loadBalancer, prometheus } = cluster;
  const ofCloud = ofClouds[cluster.cloud];
  return [
    ['Kubernetes', `${kubernetes}, ${whereIs(cluster)}`],
    ['zones', `${inWords(zones.map(inCode))}, with nodes in each: the label \`topology.kubernetes.io/zone\``],
    ...(enforcesPolicies ? [['NetworkPolicies', ofCloud.policies]] : []),
    ...(identities.length > 0 ? [['workload identity', ofCloud.identity]] : []),
    ...drivers.map((driver) => ['volumes', `the driver ${inCode(driver)}`]),
    [
      'API server',
      `in ${inWords(controlPlane.networks.map(inCode))}, port ${controlPlane.port}; it reaches nodes on [these ports](../argocd.md#what-a-cluster-must-let-through)`,
    ],
    ...(provided.length > 0
      ? [['there already', `${inWords(provided.map(inCode))}: [what that means](../clouds.md)`]]
      : []),
    ...(loadBalancer.addresses.length > 0
      ? [['load balancer', `these addresses are reserved: ${inWords(loadBalancer.addresses.map(inCode))}`]]
      : []),
    ...(cluster.access
      ? [
          [
            'Argo CD',
            `reaches ${inCode(cluster.access.server)} from the hub${cluster.access.identity ? `, as ${inCode(cluster.access.identity)}` : ''}: [how](../drills/new-cluster.md)`,
          ],
        ]
      : []),
    ...(prometheus
      ? [['Prometheus', `runs outside, at ${inCode(prometheus.url)}: [what it must do](../monitoring/outside.md)`]]
      : []),
  ];
}

/**
 * What enforces NetworkPolicies and gives pods identities in each cloud:
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html ·
 * https://cloud.google.com/kubernetes-engine/docs/how-to/dataplane-v2 ·
 * https://learn.microsoft.com/azure/aks/use-network-policies
 */
const ofClouds = {
  aws: {
    policies: 'are enforced: `enableNetworkPolicy` of the VPC CNI, or another plugin that does',
    identity: 'an IAM provider for the issuer of its tokens (IRSA)',
  },
  google: {
    policies: 'are enforced: Dataplane V2 (`--enable-dataplane-v2`)',
    identity: '`--workload-pool` of the project, and node pools with `GKE_METADATA`',
  },
  azure: {
    policies: 'are enforced: `--network-policy azure` or `calico`; not Azure CNI powered by Cilium',
    identity: '`--enable-oidc-issuer --enable-workload-identity`',
  },
  local: { policies: 'are enforced', identity: '' },
} as const;

function whereIs(cluster: Cluster): string {
  switch (cluster.cloud) {
    case 'aws':
      return `EKS in ${cluster.region}, account ${cluster.account}`;
    case 'google':
      return `GKE in ${cluster.region}, project ${cluster.project}`;
    case 'azure':
      return `AKS in ${cluster.region}, tenant ${cluster.tenant}`;
    case 'local':
      return 'on this machine';
  }
}

/** The nodes, class by class: groups of your own, unless types of machines say that the provisioner makes them. */
function nodeClasses({ cluster }: ClusterNeeds): readonly string[] {
  return markdownTable(
    ['nodes', 'one offers', 'most in a zone', 'labels, taints', 'made of'],
    Object.entries(cluster.nodes).map(
      ([name, { cpu, memory, maxPerZone, labels, taints, devices, instances, spot }]) => {
        const offered = [
          `${cpu} CPU`,
          memory,
          ...Object.entries(devices ?? {}).map(([device, count]) => `${count} ${inCode(device)}`),
        ];
        const marks = [
          ...Object.entries(labels ?? {}).map(([key, value]) => inCode(`${key}=${value}`)),
          ...(taints ?? []).map(({ key, value, effect }) =>
            inCode(`${key}${value === undefined ? '' : `=${value}`}:${effect}`),
          ),
        ];
        const machines = instances ? inWords(instances) : 'a group of your own in each zone';
        return [name, offered.join(', '), String(maxPerZone), marks.join(', '), `${machines}${spot ? ', spot' : ''}`];
      },
    ),
  );
}

/** How to find the issuer of a cluster's tokens, where a document or command needs it. */
function issuer({ cluster, identities }: ClusterNeeds): readonly string[] {
  if (identities.length === 0) return [];
  const command = issuerCommand(cluster);
  return command === undefined ? [] : ['The issuer of its tokens:', block('sh', [command])];
}

function issuerCommand(cluster: Cluster): string | undefined {
  switch (cluster.cloud) {
    case 'aws':
      return `issuer=$(aws eks describe-cluster --region ${cluster.region} --name ${cluster.access?.name ?? cluster.name} --query cluster.identity.oidc.issuer --output text); issuer=\${issuer#https://}`;
    // https://cloud.google.com/kubernetes-engine/docs/concepts/service-accounts: the issuer is the address of the cluster.
    case 'google':
      return `issuer=container.googleapis.com/v1/projects/${cluster.project}/locations/${cluster.region}/clusters/${cluster.name}`;
    case 'azure':
      return `issuer=$(az aks show --resource-group "$group" --name ${cluster.name} --query oidcIssuerProfile.issuerUrl --output tsv); issuer=\${issuer#https://}`;
    case 'local':
      return undefined;
  }
}

/** Hosts outside that its objects name: what a firewall has to let through. */
function addresses({ hosts, cluster }: ClusterNeeds): readonly string[] {
  if (hosts.length === 0) return [];
  const endpoints =
    cluster.privateEndpoints.length > 0
      ? ` Services of the cloud answer in ${inWords(cluster.privateEndpoints.map(inCode))}, too.`
      : '';
  return [
    '### Addresses',
    `What its objects name outside. The network of the cluster has to lead there, by the internet or by peering; clusters do not call one another.${endpoints}`,
    ...markdownTable(
      ['host', 'where', 'named by'],
      hosts.map(({ name, networks, apps, later }) => [
        inCode(name),
        networks.length > 0 ? inWords(networks.map(inCode)) : 'internet',
        `${apps.join(', ')}${later ? ', once active' : ''}`,
      ]),
    ),
  ];
}
