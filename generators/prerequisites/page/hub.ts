import { type Fleet, isSynced } from '../../model/fleet.ts';
import { loginsSection } from './logins.ts';
import { inCode, inWords, markdownTable } from './markdown.ts';

/** What the hub needs: the cluster of Argo CD. None where nobody syncs by it. */
export function hubSection({ settings, environments }: Fleet): readonly string[] {
  const { hub, repository } = settings;
  if (!hub) return [];
  const { staff } = hub;
  const groups = [...staff.admins, ...staff.readers, ...Object.values(staff.deployers).flat()];
  const clusters = environments.filter(isSynced).flatMap(({ settings: own }) => own.clusters);
  const registered = clusters.flatMap(({ name, access }) =>
    access ? [[name, inCode(access.server), access.identity ? inCode(access.identity) : '']] : [],
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
