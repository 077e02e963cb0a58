import type { IContainer } from 'kubernetes-models/v1/Container';
import type { LabelMap, Live } from '../model.ts';
import type { PerconaPart } from './component.ts';

/** Servers or proxies. */
export interface MySqlPart extends PerconaPart {
  readonly gracePeriod?: number;
}

interface Spec {
  readonly metadata?: { readonly labels?: LabelMap };
  readonly secretsName?: string;
  readonly sslSecretName?: string;
  readonly initContainer?: Initial;
  readonly mysql?: MySqlPart;
  readonly proxy?: {
    readonly haproxy?: MySqlPart & {
      readonly enabled?: boolean;
      readonly sidecarResources?: Readonly<Record<string, IContainer['resources']>>;
    };
  };
  readonly backup?: PerconaPart & { readonly enabled?: boolean };
}

interface Initial {
  readonly image?: string;
  readonly resources?: IContainer['resources'];
  readonly containerSecurityContext?: IContainer['securityContext'];
}

/** A database of this kind. */
export type MySql = Live<Spec>;
