import type { Built } from '../../../generators/model/rule.ts';
import { once } from '../../kubernetes/once.ts';
import { at, count, listAt, textAt } from '../../kubernetes/reading.ts';

/** One listener of a Gateway. */
export interface GatewayListener {
  readonly gateway: Built;
  readonly name: string;
  /** `spec.listeners[https-api]`. */
  readonly field: string;
  /** Empty for every host. */
  readonly hostname: string;
  readonly port: number;
  /** Whether it ends TLS itself. */
  readonly tls: boolean;
  readonly certificates: readonly Certified[];
}

/** A Secret with a certificate that a listener shows. */
export interface Certified {
  readonly field: string;
  readonly namespace: string;
  readonly name: string;
}

/** The listeners of all Gateways of a cluster. */
export const listenersOf = once((view): readonly GatewayListener[] =>
  view.ofKind('Gateway', 'gateway.networking.k8s.io').flatMap((gateway) => {
    const namespace = gateway.resource.metadata.namespace ?? '';
    return listAt(gateway.resource, ['spec', 'listeners']).map((one) => {
      const name = textAt(one, ['name']);
      const field = `spec.listeners[${name}]`;
      return {
        gateway,
        name,
        field,
        hostname: textAt(one, ['hostname']),
        port: count(at(one, ['port']), 0),
        tls: textAt(one, ['protocol']) === 'HTTPS' && (textAt(one, ['tls', 'mode']) || 'Terminate') === 'Terminate',
        certificates: listAt(one, ['tls', 'certificateRefs']).map((reference, index) => ({
          field: `${field}.tls.certificateRefs[${index}]`,
          namespace: textAt(reference, ['namespace']) || namespace,
          name: textAt(reference, ['name']),
        })),
      };
    });
  }),
);
