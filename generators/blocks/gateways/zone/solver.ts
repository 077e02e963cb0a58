import type { Inputs } from '../../../model/inputs.ts';
import type { DnsZone } from '../../../model/settings/dns.ts';
import { certManagerAccount } from '../../../upstream/certManager.ts';
import { zoneAccountName } from './zoneAccount.ts';

/**
 * How cert-manager proves that a host is ours: by a record in the zone, so that a standby cluster, which nobody reaches
 * by that name, has its certificate before it is needed. It acts as the identity that the cluster names for it.
 * https://cert-manager.io/docs/configuration/acme/dns01/
 */
export function solver(dns: DnsZone, { identities }: Pick<Inputs['cluster'], 'identities'>) {
  const identity = identities[certManagerAccount.name];
  switch (dns.service) {
    // From any cloud: AWS takes the account's token where a provider of IAM names the issuer of the cluster.
    case 'route53': {
      const auth = { kubernetes: { serviceAccountRef: { name: zoneAccountName } } };
      // The region is part of a signature alone: the service has none.
      return { route53: { hostedZoneID: dns.zone, region: 'us-east-1', ...(identity && { role: identity, auth }) } };
    }
    case 'cloud-dns':
      return { cloudDNS: { project: dns.project, hostedZoneName: dns.zone } };
    case 'azure-dns':
      return {
        azureDNS: {
          subscriptionID: dns.subscription,
          resourceGroupName: dns.resourceGroup,
          hostedZoneName: dns.zone,
          environment: 'AzurePublicCloud' as const,
          ...(identity && { managedIdentity: { clientID: identity } }),
        },
      };
  }
}
