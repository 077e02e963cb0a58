import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { exceptionAnnotation } from '../../model/exceptions.ts';
import { type Resource, resource } from '../../model/resource.ts';

/** An account of something that runs in no pod here, and one right in its namespace. */
export interface Account {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The right, and who has it. Default: the account itself. */
  readonly right: NonNullable<IRole['rules']>[number];
  readonly holder?: { readonly name: string; readonly namespace: string };
  /** Why the right may be wider than `rights-narrow` permits. */
  readonly wideBecause?: string;
}

/** The ServiceAccount, whose token no pod gets, with Role and RoleBinding of the same name. */
export function account({ name, namespace, labels, right, holder, wideBecause }: Account): Resource[] {
  const metadata = { name, namespace, labels: { ...labels } };
  const group = 'rbac.authorization.k8s.io';
  return [
    resource<IServiceAccount>({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata,
      automountServiceAccountToken: false,
    }),
    resource<IRole>({
      apiVersion: `${group}/v1`,
      kind: 'Role',
      metadata: {
        ...metadata,
        ...(wideBecause && { annotations: { [exceptionAnnotation('rights-narrow')]: wideBecause } }),
      },
      rules: [right],
    }),
    resource<IRoleBinding>({
      apiVersion: `${group}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: group, kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', ...(holder ?? { name, namespace }) }],
    }),
  ];
}
