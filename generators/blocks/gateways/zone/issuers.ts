import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate';
import type { IIssuer } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Issuer';
import { isJsonObject } from '../../../model/json.ts';
import { type Resource, resource } from '../../../model/resource.ts';
import { gatewayNamespace } from '../../../upstream/gateways.ts';
import type { ClusterPart, Shared } from '../../platform/clusterApp.ts';
import { issuerName } from './certificate.ts';
import { solver } from './solver.ts';
import { zoneAccount } from './zoneAccount.ts';

/**
 * Who signs the certificates of public hosts: an authority that every phone knows, or where there is no zone our own. It
 * is of the namespace of the gateways: no other namespace gets a certificate of our hosts.
 */
export const issuers: ClusterPart = (shared) => {
  const { cluster, environment } = shared.inputs;
  const { dns } = environment;
  if (!dns) return ownAuthority(shared);
  return [
    issuer(issuerName, shared, {
      acme: {
        server: 'https://acme-v02.api.letsencrypt.org/directory',
        privateKeySecretRef: { name: 'acme-account' },
        solvers: [{ dns01: solver(dns, cluster) }],
      },
    }),
    ...(dns.service === 'route53' ? zoneAccount(shared) : []),
  ];
};

/** Whether an object is an Issuer whose authority is outside, and has hosts proved in the zone. */
export function provesInZone({ kind, spec }: Resource): boolean {
  return kind === 'Issuer' && isJsonObject(spec) && 'acme' in spec;
}

/** An authority for those who trust the certificate in the Secret `own-authority`. */
function ownAuthority(shared: Shared): Resource[] {
  const [selfSigned, authority] = ['self-signed', 'own-authority'] as const;
  const { fleet, environment } = shared.inputs;
  return [
    issuer(selfSigned, shared, { selfSigned: {} }),
    resource<ICertificate>({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: authority, namespace: gatewayNamespace, labels: { ...shared.labels } },
      spec: {
        secretName: authority,
        isCA: true,
        commonName: `${fleet.name} ${environment.name}`,
        issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: selfSigned },
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Never' },
        duration: '87600h0m0s',
      },
    }),
    issuer(issuerName, shared, { ca: { secretName: authority } }),
  ];
}

function issuer(name: string, { labels }: Shared, spec: IIssuer['spec']): Resource {
  return resource<IIssuer>({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: { name, namespace: gatewayNamespace, labels: { ...labels } },
    spec,
  });
}
