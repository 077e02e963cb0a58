import type { Built, ClusterView } from '../../../generators/model/rule.ts';
import { once } from '../../kubernetes/once.ts';
import { listAt, textAt } from '../../kubernetes/reading.ts';
import { listenersOf } from './listener.ts';
import { routeRulesOf } from './routeRule.ts';

/** A reference of the Gateway API into another namespace, which that namespace has to permit. */
export interface Crossing {
  readonly from: Built;
  readonly field: string;
  readonly kind: 'Service' | 'Secret';
  readonly namespace: string;
  readonly name: string;
}

/** Every reference into another namespace: backends of routes, and certificates of listeners. */
export const crossingsOf = once((view): readonly Crossing[] =>
  [
    ...routeRulesOf(view).flatMap(({ route, backends }) =>
      backends.map((one): Crossing => ({ from: route, kind: 'Service', ...one })),
    ),
    ...listenersOf(view).flatMap(({ gateway, certificates }) =>
      certificates.map((one): Crossing => ({ from: gateway, kind: 'Secret', ...one })),
    ),
  ].filter(({ from, namespace }) => namespace !== (from.resource.metadata.namespace ?? '')),
);

/** One permission of a ReferenceGrant: from one kind in one namespace to one kind in its own. */
export interface Permission {
  readonly grant: Built;
  readonly from: { readonly field: string; readonly kind: string; readonly namespace: string };
  /** The name is empty for all of the kind. */
  readonly to: { readonly field: string; readonly kind: string; readonly name: string };
}

/** Every permission: https://gateway-api.sigs.k8s.io/reference/api-types/referencegrant/ */
export const permissionsOf = once((view): readonly Permission[] =>
  view.ofKind('ReferenceGrant', 'gateway.networking.k8s.io').flatMap((grant) => {
    const { spec } = grant.resource;
    return listAt(spec, ['from']).flatMap((from, one) =>
      listAt(spec, ['to']).map((to, other) => ({
        grant,
        from: {
          field: `spec.from[${one}]`,
          kind: `${textAt(from, ['group'])}/${textAt(from, ['kind'])}`,
          namespace: textAt(from, ['namespace']),
        },
        to: {
          field: `spec.to[${other}]`,
          kind: `${textAt(to, ['group'])}/${textAt(to, ['kind'])}`,
          name: textAt(to, ['name']),
        },
      })),
    );
  }),
);

/** Whether a permission is for a reference. */
export function permits({ grant, from, to }: Permission, crossing: Crossing): boolean {
  const { kind, metadata } = crossing.from.resource;
  return (
    grant.resource.metadata.namespace === crossing.namespace &&
    from.kind === `gateway.networking.k8s.io/${kind}` &&
    from.namespace === metadata.namespace &&
    to.kind === `/${crossing.kind}` &&
    ['', crossing.name].includes(to.name)
  );
}

/** Whether some grant permits a reference. */
export function isGranted(view: ClusterView, crossing: Crossing): boolean {
  return permissionsOf(view).some((one) => permits(one, crossing));
}
