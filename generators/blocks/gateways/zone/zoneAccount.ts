import type { Resource } from '../../../model/resource.ts';
import { certManagerAccount } from '../../../upstream/certManager.ts';
import { gatewayNamespace } from '../../../upstream/gateways.ts';
import { account } from '../../platform/account.ts';
import type { Shared } from '../../platform/clusterApp.ts';

/** Name of the service account whose tokens AWS takes for the identity that writes to the zone. */
export const zoneAccountName = 'public-zone';

/** That account. */
export const zoneAccountId = { namespace: gatewayNamespace, name: zoneAccountName } as const;

/**
 * The service account of a zone in Route 53, and the right of cert-manager to ask for tokens of it. No pod has it, and it
 * may do nothing in the cluster. https://cert-manager.io/docs/configuration/acme/dns01/route53/
 */
export function zoneAccount({ labels }: Shared): Resource[] {
  return account({
    name: zoneAccountName,
    namespace: gatewayNamespace,
    labels,
    right: {
      apiGroups: [''],
      resources: ['serviceaccounts/token'],
      resourceNames: [zoneAccountName],
      verbs: ['create'],
    },
    holder: certManagerAccount,
    wideBecause: 'tokens of one account, which may do nothing here',
  });
}
