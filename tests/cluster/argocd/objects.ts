import type { Ref } from '../../../lab/api/client.ts';

/** A database, whose pods and health come from the simulator. */
export const users: Ref = {
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { namespace: 'data', name: 'users' },
};

/** An app with an autoscaler on CPU. */
export const push: Ref = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace: 'messaging', name: 'push' },
};

/** An object with annotations. */
export interface Annotated extends Ref {
  readonly metadata: Ref['metadata'] & { readonly annotations?: Readonly<Record<string, string>> };
}
