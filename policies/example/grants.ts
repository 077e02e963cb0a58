import type { IReferenceGrant } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1beta1/ReferenceGrant';
import { resource } from '../../generators/model/resource.ts';
import { labelsOf } from './pod.ts';

/** Lets routes of `backend` name the Service `api` of another namespace. */
export const grant = (namespace: string) =>
  resource<IReferenceGrant>({
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kind: 'ReferenceGrant',
    metadata: { name: 'routes', namespace, labels: labelsOf('platform') },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'backend' }],
      to: [{ group: '', kind: 'Service', name: 'api' }],
    },
  });
