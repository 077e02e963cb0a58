import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { exceptionAnnotation } from '../../../model/exceptions.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { certManagerAccount } from '../../../upstream/certManager.ts';
import { gatewayNamespace } from '../../../upstream/gateways.ts';
import type { Shared } from '../../platform/clusterApp.ts';

/** Name of the service account whose tokens AWS takes for the identity that writes to the zone. */
export const zoneAccountName = 'public-zone';

/**
 * The service account of a zone in Route 53, and the right of cert-manager to ask for tokens of it. No pod has it, and it
 * may do nothing in the cluster. https://cert-manager.io/docs/configuration/acme/dns01/route53/
 */
export function zoneAccount({ labels }: Shared): Resource[] {
  const metadata = { name: zoneAccountName, namespace: gatewayNamespace, labels: { ...labels } };
  const group = 'rbac.authorization.k8s.io';
  return [
    resource<IServiceAccount>({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata,
      automountServiceAccountToken: false,
    }),
    resource<IRole>({
      apiVersion: `${group}/v1`,
      kind: 'Role',
      metadata: {
        ...metadata,
        annotations: { [exceptionAnnotation('rights-narrow')]: 'tokens of one account, which may do nothing here' },
      },
      rules: [
        { apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: [zoneAccountName], verbs: ['create'] },
      ],
    }),
    resource<IRoleBinding>({
      apiVersion: `${group}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: group, kind: 'Role', name: zoneAccountName },
      subjects: [{ kind: 'ServiceAccount', ...certManagerAccount }],
    }),
  ];
}
