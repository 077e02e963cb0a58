import type { ClusterFacts } from '../../../model/inputs.ts';
import type { OperatorInputs, Values } from '../../../model/operator.ts';
import { dnsIdentity } from './dnsIdentity.ts';

const folder = '/var/run/secrets/zone';

/**
 * Values by which the chart of ExternalDNS writes to the zone of an environment, as the identity that the cluster names.
 * @param args further arguments of the program
 * https://kubernetes-sigs.github.io/external-dns/latest/
 */
export function zoneProvider(
  name: string,
  inputs: Pick<OperatorInputs, 'cluster' | 'environment'>,
  args: Readonly<Record<string, string>>,
): Values {
  const { cluster, environment } = inputs;
  const { dns } = environment;
  const account = { serviceAccount: { create: true, name, annotations: dnsIdentity(name, inputs) } };
  switch (dns?.service) {
    case undefined:
      return { ...account, extraArgs: args };
    case 'route53':
      return {
        ...account,
        provider: { name: 'aws' },
        extraArgs: { ...args, 'zone-id-filter': dns.zone },
        ...webIdentity(name, cluster),
      };
    case 'cloud-dns':
      return { ...account, provider: { name: 'google' }, extraArgs: { ...args, 'google-project': dns.project } };
    case 'azure-dns':
      return {
        ...account,
        provider: { name: 'azure' },
        podLabels: { 'azure.workload.identity/use': 'true' },
        extraArgs: args,
        // The file has nothing secret, but the chart knows no other way to mount one.
        secretConfiguration: {
          enabled: true,
          mountPath: '/etc/kubernetes',
          data: {
            'azure.json': JSON.stringify({
              ...(cluster.cloud === 'azure' && { tenantId: cluster.tenant }),
              subscriptionId: dns.subscription,
              resourceGroup: dns.resourceGroup,
              useWorkloadIdentityExtension: true,
            }),
          },
        },
      };
  }
}

/**
 * A token of the pod's own account, which AWS takes from a cluster in any cloud.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
function webIdentity(name: string, { identities }: Pick<ClusterFacts, 'identities'>): Values {
  const role = identities[name];
  if (role === undefined) return {};
  const token = { audience: 'sts.amazonaws.com', expirationSeconds: 3600, path: 'token' };
  return {
    env: [
      { name: 'AWS_REGION', value: 'us-east-1' },
      { name: 'AWS_ROLE_ARN', value: role },
      { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: `${folder}/token` },
    ],
    extraVolumes: [{ name: 'zone', projected: { sources: [{ serviceAccountToken: token }] } }],
    extraVolumeMounts: [{ name: 'zone', mountPath: folder, readOnly: true }],
  };
}
