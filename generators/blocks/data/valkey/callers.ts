import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import { exceptionAnnotation } from '../../../model/exceptions.ts';
import { tcp } from '../../networking/peers.ts';
import { valkeyPorts } from './names.ts';
import type { ValkeySystem } from './system.ts';

/**
 * Rule for callers that are of no app, and for what scales apps: to what the Service selects, on its port alone. None
 * without such callers.
 */
export function callersRule({ callers, scalers }: ValkeySystem): INetworkPolicyIngressRule[] {
  const from = [...callers, ...scalers];
  return from.length > 0 ? [{ from, ports: [tcp(valkeyPorts.valkey)] }] : [];
}

/** Annotation of what the Service selects: the pods of a gateway are among such callers, and have no token. */
export function callersKnown({ callers }: ValkeySystem): Record<string, string> | undefined {
  if (callers.length === 0) return undefined;
  return { [exceptionAnnotation('callers-known')]: 'its callers log in with a password' };
}
