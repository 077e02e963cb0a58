import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate';
import { type Resource, resource } from '../../../model/resource.ts';
import { gatewayNamespace } from '../../../upstream/gateways.ts';

/** Name of the Issuer that signs what the public sees. */
export const issuerName = 'public';

/** Name of the Secret with the certificate of a host, and of the Certificate that writes it. */
export function certificateName(host: string): string {
  return `${host.split('.')[0]}-certificate`;
}

/**
 * The Certificate of a host, with a new key each time. It is renewed when a third of its life is left, however long
 * authorities make it. https://cert-manager.io/docs/usage/certificate/
 * @param secretLabels of the Secret that it writes. Default: none
 */
export function certificate(
  host: string,
  labels: Readonly<Record<string, string>>,
  secretLabels?: Readonly<Record<string, string>>,
): Resource {
  return resource<ICertificate>({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: certificateName(host), namespace: gatewayNamespace, labels: { ...labels } },
    spec: {
      secretName: certificateName(host),
      ...(secretLabels && { secretTemplate: { labels: { ...secretLabels } } }),
      dnsNames: [host],
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: issuerName },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      renewBeforePercentage: 33,
    },
  });
}
