import type { IGateway } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway';
import type { Live } from '../model.ts';

/** A Gateway as the API server has it. */
export type LiveGateway = Live<
  NonNullable<IGateway['spec']>,
  { readonly conditions?: readonly object[]; readonly listeners?: readonly { readonly name: string }[] }
>;
