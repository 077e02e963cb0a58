import type { Resource } from '../../generators/model/resource.ts';
import { createIssuer } from '../../lab/gateways/issuer.ts';
import { service } from './shop.ts';

export const issuer = createIssuer({ issuer: 'https://login.example.com', audience: 'shop' });

/** The path of the issuer's keys. */
export const keysPath = '/realms/shop/keys';

/** Istio's objects by which the Gateway of the shop checks tokens, with keys that the Service `login` serves. */
export const checkedByIstio: readonly Resource[] = [
  service('login', [{ name: 'http', port: 8080, targetPort: 'http' }]),
  {
    apiVersion: 'security.istio.io/v1',
    kind: 'RequestAuthentication',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'shop' }],
      jwtRules: [
        {
          issuer: 'https://login.example.com',
          audiences: ['shop'],
          jwksUri: `http://login.shop.svc.cluster.local:8080${keysPath}`,
        },
      ],
    },
  },
];
