import { type Fleet, isSynced } from '../../model/fleet.ts';
import { isIdentityOf } from '../../model/settings/identity.ts';
import type { Cluster, Hub } from '../../model/settings/index.ts';
import { awsAssume, awsTrust, awsTrustRole } from '../clouds/aws.ts';
import { loginsSection } from './logins.ts';
import { block, folded, inCode, inWords, markdownTable, readableJson } from './markdown.ts';

/** What the hub needs: the cluster of Argo CD. None where nobody syncs by it. */
export function hubSection({ settings, environments }: Fleet): readonly string[] {
  const { hub, repository } = settings;
  if (!hub) return [];
  const { staff } = hub;
  const groups = [...staff.admins, ...staff.readers, ...Object.values(staff.deployers).flat()];
  const clusters = environments.filter(isSynced).flatMap(({ settings: own }) => own.clusters);
  const registered = clusters.flatMap(({ name, access }) =>
    access ? [[name, inCode(access.server), inCode(access.identity ?? hub.identity ?? '')]] : [],
  );
  return [
    '## The hub',
    `Argo CD runs in the cluster ${inCode(hub.cluster)}, Kubernetes ${hub.kubernetes}: [how it starts](../argocd.md#start-a-hub).`,
    ...markdownTable(
      ['what', ''],
      [
        ['repository', `it reads ${inCode(repository)}; a private one by credentials in a Secret of \`argocd\``],
        ...(hub.identity
          ? [
              [
                'identity',
                `${inCode(hub.identity)}, tied to the accounts \`argocd/argocd-application-controller\` and \`argocd/argocd-server\``,
              ],
            ]
          : []),
        ['host', `${inCode(hub.host)} leads to \`argocd-server\` for people`],
        ...(hub.notifications
          ? [
              [
                'notifications',
                `\`slack-token\` in the Secret \`argocd/argocd-notifications-secret\`: a bot that may write to the channel ${inCode(hub.notifications.slack.channel)}`,
              ],
            ]
          : []),
      ],
    ),
    ...(registered.length > 0
      ? [
          'It calls these API servers, and in each it acts as an identity with all rights: [how to give them](../drills/new-cluster.md).',
          ...markdownTable(['cluster', 'API server', 'as'], registered),
        ]
      : []),
    ...rolesOfArgoCd(hub, clusters),
    ...unregistered(clusters.filter(({ access }) => !access).map(({ name }) => name)),
    ...loginsSection([
      {
        provider: staff.issuer,
        clientId: staff.clientId,
        kind: 'public',
        redirects: [`https://${hub.host}/auth/callback`, 'http://localhost:8085/auth/callback'],
        groups: [...new Set(groups)],
      },
    ]),
  ];
}

function unregistered(names: readonly string[]): readonly string[] {
  return names.length > 0 ? [`People register ${inWords(names.map(inCode))} by hand: settings name no access.`] : [];
}

/** Accounts of Argo CD that call clusters, as its chart names them. */
const callers = ['argocd-application-controller', 'argocd-server'].map(
  (name) => `system:serviceaccount:argocd:${name}`,
);

/**
 * The documents of the role of Argo CD and of those that it acts as, where all of them are of AWS, and the access that
 * each of these has in its cluster: https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
 */
function rolesOfArgoCd({ identity, cluster }: Hub, clusters: readonly Cluster[]): readonly string[] {
  if (identity === undefined || !isIdentityOf('aws', identity)) return [];
  const roles = clusters.flatMap(({ name, cloud, region, access }) =>
    cloud === 'aws' && access?.identity ? [{ name: access.name ?? name, region, role: access.identity }] : [],
  );
  return [
    folded(identity, [
      '`trust.json`',
      block('json', [readableJson(awsTrust(identity, [{ cluster, subjects: callers }]))]),
      ...(roles.length > 0
        ? ['`policy.json`', block('json', [readableJson(awsAssume(roles.map(({ role }) => role)))])]
        : []),
    ]),
    ...roles.map(({ name, region, role }) =>
      folded(role, [
        '`trust.json`',
        block('json', [readableJson(awsTrustRole(identity))]),
        'In the cluster:',
        block('sh', [
          `aws eks create-access-entry --region ${region} --cluster-name ${name} --principal-arn ${role}`,
          `aws eks associate-access-policy --region ${region} --cluster-name ${name} --principal-arn ${role} --access-scope type=cluster --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
        ]),
      ]),
    ),
  ];
}
