import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import type { Live } from '../model.ts';

/** A Grafana, with the fields that its Deployment is made of. */
export type GrafanaObject = Live<{
  readonly version?: string;
  readonly disableDefaultAdminSecret?: boolean;
  readonly deployment?: {
    readonly spec?: { readonly replicas?: number; readonly template?: Partial<IPodTemplateSpec> };
  };
}>;
