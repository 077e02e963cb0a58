import type { IMiddleware } from '@kubernetes-models/traefik/traefik.io/v1alpha1/Middleware';
import { type Resource, resource } from '../../../model/resource.ts';
import type { Filter } from '../kind.ts';
import type { RoutePlan } from '../plan.ts';

/** What a Middleware does: one key of its `spec`. */
export type MiddlewareSpec = NonNullable<IMiddleware['spec']>;

/** A Middleware of one route: Traefik's own step between a request and its backend. */
export interface Step {
  /** The last word of its name: `api-v1-token` is the step `token` of the route `api-v1`. */
  readonly name: 'cors' | 'token' | 'limit' | 'size';
  readonly spec: MiddlewareSpec;
}

/** The object of a step, in the namespace of the route: an ExtensionRef can name no other. */
export function middleware(
  { name, namespace }: RoutePlan,
  step: Step,
  labels: Readonly<Record<string, string>>,
): Resource {
  return resource<IMiddleware>({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    metadata: { name: `${name}-${step.name}`, namespace, labels: { ...labels } },
    spec: step.spec,
  });
}

/** The filter that puts a step into the rules of its route. Without the object a rule answers 404: it is closed. */
export function extension({ name }: RoutePlan, step: Pick<Step, 'name'>): Filter {
  return {
    type: 'ExtensionRef',
    extensionRef: { group: 'traefik.io', kind: 'Middleware', name: `${name}-${step.name}` },
  };
}
