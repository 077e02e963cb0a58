import { type Static, type TProperties, Type } from 'typebox';
import { TlsServerAddress } from './addresses.ts';
import { CloudIdentity } from './identity.ts';
import { BusyHours, classPattern, NodeClass } from './nodes.ts';
import { OutsidePrometheus } from './outsidePrometheus.ts';
import { closed, Name, NetworkCidr, PortNumber } from './scalars.ts';

export const clouds = ['aws', 'google', 'azure', 'local'] as const;
export type Cloud = (typeof clouds)[number];

/** Gateways that a cluster may have. */
export const gateways = ['istio', 'kong', 'traefik'] as const;
export type Gateway = (typeof gateways)[number];

const HubAccess = Type.Object(
  {
    server: TlsServerAddress('Address of the API server, as Argo CD reaches it.'),
    certificateAuthority: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9+/]{20,}={0,2}$',
        title: 'a PEM certificate in base64',
        description: 'Authority of its certificate: PEM in base64. Not needed for a public authority.',
      }),
    ),
    name: Type.Optional(
      Type.String({
        pattern: '^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$',
        title: 'a name of EKS',
        description: 'AWS: name of the EKS cluster, where it is not the name above.',
      }),
    ),
    identity: Type.Optional(
      CloudIdentity(
        'Identity of Argo CD there. AWS: ARN of a role; Azure: client ID of a managed identity; Google: its own.',
      ),
    ),
  },
  {
    ...closed,
    description:
      "How the hub's Argo CD reaches it, by workload identity: nothing secret. Without it, a person registers the cluster.",
  },
);
export type HubAccess = Static<typeof HubAccess>;

const provided = ['metrics-server', 'node-local-dns'] as const;
/** `cloud-dns`: https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns */
const providedByGoogle = [...provided, 'cloud-dns'] as const;
/** Components that a cloud may provide in a cluster. */
export type Provided = (typeof providedByGoogle)[number];

const common = {
  name: Name('Name of the cluster: unique in the fleet, also its folder and its name in Argo CD.'),
  region: Type.String({
    pattern: '^[a-z0-9-]{2,32}$',
    title: "the cloud's name of a region, such as us-east-1",
    description: "The cloud's name of the region.",
  }),
  zones: Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,32}$', title: "the cloud's name of a zone" }), {
    minItems: 1,
    maxItems: 6,
    uniqueItems: true,
    description: 'Names of its zones, as nodes carry them in the label topology.kubernetes.io/zone.',
  }),
  kubernetes: Type.String({
    pattern: '^1\\.[0-9]{2}$',
    title: 'a quoted minor version, such as "1.35"',
    description: 'Minor version of Kubernetes, quoted: resources are checked against its own schemas.',
  }),
  role: Type.Enum(['active', 'standby'], {
    description: 'active: serves users. standby: ready to take over, not published in DNS.',
  }),
  controlPlane: Type.Object(
    {
      networks: Type.Array(NetworkCidr(), { minItems: 1, description: "Networks of the API server's addresses." }),
      port: PortNumber('Port of the API server.', { default: 443 }),
    },
    { ...closed, description: 'Where pods reach the Kubernetes API: for NetworkPolicies.' },
  ),
  privateEndpoints: Type.Array(NetworkCidr(), {
    uniqueItems: true,
    default: [],
    description:
      'Networks with private endpoints of services of the cloud: of STS or login.microsoftonline.com, of buckets, of the service that holds keys. Pods that may reach such a service on the internet may reach it here too, on port 443.',
  }),
  ciliumMatchesNodes: Type.Optional(
    Type.Boolean({
      description:
        'Only where Cilium enforces policies: whether networks in them mean nodes too (policy-cidr-match-mode: nodes), as they do with other plugins.',
    }),
  ),
  prometheus: Type.Optional(OutsidePrometheus),
  gateway: Type.Enum([...gateways], {
    default: 'istio',
    description:
      'What lets traffic from outside in: the routes of apps are the same for each. docs/gateways.md compares them.',
  }),
  loadBalancer: Type.Object(
    {
      addresses: Type.Array(
        Type.String({
          pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$',
          title: 'an address that is reserved in the cloud',
        }),
        {
          uniqueItems: true,
          default: [],
          description:
            'Addresses reserved for it, so that DNS stays right when it is made anew. AWS: allocation IDs of Elastic IPs, one for each zone; Google: the name of an address; Azure: the name of a public IP.',
        },
      ),
    },
    { ...closed, default: {}, description: 'The load balancer of the cloud in front of the gateway.' },
  ),
  access: Type.Optional(HubAccess),
  ring: Type.Optional(Name("The ring it belongs to: one of the environment's `rings`.")),
  state: Type.Optional(
    Type.Enum(['retiring'], {
      description:
        'retiring: all its objects are pruned, those with data only after confirmation. Set it before you remove the entry.',
    }),
  ),
  nodes: Type.Record(Type.String({ pattern: classPattern }), NodeClass, {
    minProperties: 1,
    ...closed,
    title: 'names of lower-case letters, digits and -, each with a class of nodes',
    description: 'Node classes by name.',
  }),
  identities: Type.Record(Type.String({ pattern: '^[a-z][-a-z0-9]*$' }), CloudIdentity(), {
    ...closed,
    default: {},
    title: 'names of apps, each with a cloud identity',
    description:
      'Cloud identity by app or operator. AWS: the ARN of an IAM role; Google: the e-mail of a service account; Azure: the client ID of a managed identity. Of cert-manager and external-dns one of the cloud that has the zone in dns.',
  }),
};

/** What `node-local-dns` is in each cloud, which says where pods ask for names. */
const nodeLocalDns: Readonly<Record<Cloud, string>> = {
  aws: 'NodeLocal DNSCache at 169.254.20.10, which you have installed',
  google: 'NodeLocal DNSCache, which new clusters have unless it was switched off; cloud-dns: Cloud DNS for GKE',
  azure: 'LocalDNS of AKS at 169.254.10.10 and 169.254.10.11, which AKS Automatic always has',
  local: 'NodeLocal DNSCache at 169.254.20.10, which you have installed',
};

const of = <C extends Cloud, P extends TProperties>(cloud: C, services: readonly Provided[], properties: P) =>
  Type.Object(
    {
      cloud: Type.Literal(cloud, { description: 'Where it runs.' }),
      ...common,
      provided: Type.Array(Type.Enum([...services]), {
        uniqueItems: true,
        default: [],
        description: `What already runs in the cluster. node-local-dns: ${nodeLocalDns[cloud]}. NetworkPolicies open what is named here, so pods find no names where it runs and is not named.`,
      }),
      ...properties,
    },
    closed,
  );

/** The clusters of each cloud. `apps` and `data`, which the catalogue decides, are added by `environmentSettings`. */
export const clusterSchemas = {
  aws: of('aws', provided, {
    account: Type.String({ pattern: '^[0-9]{12}$', title: 'twelve digits, quoted', description: 'AWS account.' }),
    busyHours: Type.Optional(BusyHours),
    nodeImage: Type.Optional(
      Type.String({
        pattern: '^(al2023|bottlerocket)@(latest|v[0-9]{1,8}(\\.[0-9]{1,3}){0,2})$',
        title: 'a family of images and its version, such as al2023@v20260101',
        description:
          'Image of nodes that Karpenter starts. Another one replaces all of them, one in each zone at a time, outside of busyHours. Default: al2023@latest, which changes by itself.',
      }),
    ),
  }),
  google: of('google', providedByGoogle, {
    project: Type.String({
      pattern: '^[a-z][-a-z0-9]{4,28}[a-z0-9]$',
      title: 'the ID of a project',
      description: 'Google Cloud project.',
    }),
  }),
  azure: of('azure', provided, {
    tenant: Type.String({
      pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
      title: 'a UUID in lower case',
      description: 'Microsoft Entra tenant.',
    }),
    vault: Type.String({
      pattern: '^https://[a-z0-9-]+\\.vault\\.azure\\.net$',
      title: 'https://<name>.vault.azure.net',
      description: 'Address of the Key Vault that holds the secrets.',
    }),
    busyHours: Type.Optional(BusyHours),
  }),
  local: of('local', provided, {}),
};

export const Cluster = Type.Union([
  clusterSchemas.aws,
  clusterSchemas.google,
  clusterSchemas.azure,
  clusterSchemas.local,
]);
/** One cluster of an environment. `apps` and `data` override the environment's for this cluster alone. */
export type Cluster = Static<typeof Cluster> & {
  readonly apps?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};
