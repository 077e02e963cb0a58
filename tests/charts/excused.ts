import type { Finding } from '../../generators/model/finding.ts';

/** Findings about charts that values cannot mend, or that mean nothing for an operator. */
interface Excuse {
  /** Code of the rule. */
  readonly rule: string;
  /** Charts by their keys in `fleet.yaml`; every chart without them. */
  readonly charts?: readonly string[];
  /** What the object is called and the message says. */
  readonly says?: RegExp;
  readonly why: string;
}

/** Each must be needed: a chart that has come to keep a rule is not excused any more. */
const excuses: readonly Excuse[] = [
  {
    rule: 'image-pinned',
    charts: [
      'external-secrets',
      'external-dns',
      'ps-operator',
      'psmdb-operator',
      'k8ssandra-operator',
      'istiod',
      'prometheus-operator',
      'kong-operator',
      'grafana-operator',
      'kube-state-metrics',
      'node-exporter',
      'argo-cd',
    ],
    why: 'The chart pins by tag; no two sources that can be read without a registry state the digest of its index.',
  },
  { rule: 'probes-set', why: 'Probes are the chart’s, with the times its authors know.' },
  { rule: 'drains-in-time', says: /no pre-stop hook/, why: 'Webhooks are called again; charts have no key for hooks.' },
  {
    rule: 'rollout-without-loss',
    says: /takes 25% /,
    why: 'A quarter of two pods is none: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable',
  },
  {
    rule: 'rollout-without-loss',
    charts: ['external-dns', 'kong-operator', 'plugin-barman-cloud', 'ps-operator', 'prometheus-operator', 'argo-cd'],
    says: /ends all pods|takes 1 of/,
    why: 'One pod acts, and until the next does so what it looks after serves on.',
  },
  {
    rule: 'budget-lets-drain',
    says: /unhealthyPodEvictionPolicy/,
    why: 'Charts have no key for it. A pod that is never ready is mended by a change in git, not by draining its node.',
  },
  {
    rule: 'budget-lets-drain',
    charts: [
      'cloudnative-pg',
      'external-dns',
      'k8ssandra-operator',
      'kong-operator',
      'plugin-barman-cloud',
      'ps-operator',
      'psmdb-operator',
    ],
    says: /No PodDisruptionBudget/,
    why: 'The chart has no key for one. A drain may take both pods; what they look after serves on.',
  },
  {
    rule: 'budget-lets-drain',
    charts: ['istiod'],
    says: /No PodDisruptionBudget/,
    why: 'The chart has none for one pod, which runs where there is one zone.',
  },
  {
    rule: 'probes-patient',
    charts: ['external-dns'],
    why: 'No Service leads to its pod but that of metrics: it may as well start anew.',
  },
  {
    rule: 'secret-free',
    charts: ['kong-operator'],
    says: /KONG_OPERATOR_CLUSTER_CA_SECRET/,
    why: 'It is the name of a Secret.',
  },
  {
    rule: 'selectors-match',
    charts: ['kong-operator'],
    says: /Port 8443/,
    why: 'The chart has a Service for a proxy that it does not run any more.',
  },
  {
    rule: 'spread-over-zones',
    charts: ['eck-operator', 'grafana-operator', 'kong-operator', 'ps-operator', 'psmdb-operator'],
    says: /No hard topology/,
    why: 'The chart has no key for constraints: its pods prefer other zones.',
  },
  {
    rule: 'spread-over-zones',
    charts: ['argo-cd'],
    says: /nodeTaintsPolicy/,
    why: 'The chart of Redis has no key for it: what a lost zone held waits, and two of three go on.',
  },
  {
    rule: 'restricted-pods',
    charts: ['ps-operator'],
    why: 'The chart sets the context of containers itself; its namespace is held to baseline.',
  },
  {
    rule: 'restricted-pods',
    charts: ['node-exporter'],
    why: 'It reads the files of its node and has its address: its namespace, which is its own, permits that.',
  },
  {
    rule: 'namespace-guarded',
    charts: ['node-exporter'],
    why: 'It reads the files of its node and has its address: its namespace, which is its own, permits that.',
  },
  {
    rule: 'budget-lets-drain',
    charts: ['kube-state-metrics'],
    says: /No PodDisruptionBudget/,
    why: 'One pod, which is away for a minute while its node is drained: alerts wait longer than that.',
  },
  { rule: 'root-read-only', charts: ['ps-operator'], why: 'The chart sets the context of containers itself.' },
  {
    rule: 'token-used',
    charts: ['external-secrets'],
    why: 'Its roles are bound to the account of another of its Deployments, which this one has as well.',
  },
  {
    rule: 'removal-confirmed',
    why: 'Where a chart cannot annotate its definitions Argo CD prunes nothing of it (`crds` of operators), and without finalizers it deletes nothing.',
  },
  {
    rule: 'rights-narrow',
    why: 'Operators need the rights that their charts give: they make Secrets, pods and webhooks for what they look after.',
  },
  {
    rule: 'namespace-bounded',
    why: 'The pods of operators are few and fixed, and each has its own requests and limits.',
  },
  {
    rule: 'namespace-guarded',
    charts: ['ps-operator'],
    why: 'The chart sets the context of containers itself; its namespace is held to baseline.',
  },
  {
    rule: 'scratch-bounded',
    charts: ['cloudnative-pg', 'grafana-operator', 'istiod', 'psmdb-operator', 'reloader', 'argo-cd'],
    why: 'Charts have no key for it; where Argo CD has one, how large a clone may be is for the repositories it reads.',
  },
  {
    rule: 'pod-names-resolve',
    charts: ['grafana-operator', 'k8ssandra-operator', 'keda', 'plugin-barman-cloud', 'ps-operator'],
    says: /It calls port \d+/,
    why: 'Probes call a number, which needs no declared port; the container listens there.',
  },
  {
    rule: 'cloud-matches',
    charts: ['external-secrets'],
    says: /pods get no token/,
    why: 'Stores name the account, for which the operator itself asks for a token: its own pods need none.',
  },
  {
    rule: 'cloud-matches',
    charts: ['argo-cd'],
    why: 'The account of the hub stands in its role alone; the reference cluster stands in for the hub.',
  },
  {
    rule: 'callers-known',
    charts: ['argo-cd'],
    why: 'Argo CD asks for a login itself.',
  },
  {
    rule: 'network-closed',
    why: 'Operators call the API server and what they look after, in namespaces of their own; no chart closes egress.',
  },
  {
    rule: 'network-narrow',
    charts: ['rabbitmq-cluster-operator', 'argo-cd'],
    why: 'Policies are the chart’s: metrics and health of operators, and the page that staff open.',
  },
  {
    rule: 'network-narrow',
    charts: ['gateway'],
    why: 'The pods of a gateway are there for everybody; that they are one the rule knows of a Gateway alone.',
  },
  {
    rule: 'edges-both-ways',
    charts: ['argo-cd'],
    says: /redis-ha-server to argocd\/argocd-redis-ha-haproxy/,
    why: 'The chart of Redis lets its servers call the proxy, which they never do.',
  },
  {
    rule: 'references-exist',
    charts: ['keda', 'argo-cd'],
    says: /kedaorg-certs|extension-apiserver-authentication-reader|argocd-redis,|Service\/argocd-application-controller/,
    why: 'Programs make these Secrets themselves, Kubernetes the role; the controller of Argo CD needs no name in DNS.',
  },
  {
    rule: 'references-exist',
    charts: ['eck-operator'],
    says: /Service\/elastic-operator/,
    why: 'The chart has a Service only with its webhook; its pods need no names of their own in DNS.',
  },
  {
    rule: 'selectors-match',
    charts: ['k8ssandra-operator'],
    says: /metrics-webhook-service/,
    why: 'The chart has a Service for metrics by TLS, which are off.',
  },
];

/** The findings that nothing excuses, and excuses for these charts that no finding needs. */
export function unexcused(findings: readonly Finding[], charts: ReadonlySet<string>): readonly string[] {
  const needed = new Set<Excuse>();
  const left = findings.filter(({ code, object, message, in: where }) => {
    const excuse = excuses.find(
      (one) =>
        one.rule === code &&
        (one.charts?.includes(where?.app ?? '') ?? true) &&
        (one.says?.test(`${object} ${message}`) ?? true) &&
        charts.has(where?.app ?? ''),
    );
    if (excuse) needed.add(excuse);
    return !excuse;
  });
  const idle = excuses.filter(
    (one) => !needed.has(one) && (one.charts ?? [...charts]).every((name) => charts.has(name)),
  );
  return [
    ...left.map(
      ({ code, object, message, in: where }) => `${where?.cluster} ${where?.app} ${code} ${object}: ${message}`,
    ),
    ...idle.map(({ rule, charts: named = ['every chart'] }) => `${rule} is excused in vain for ${named.join(', ')}`),
  ];
}
