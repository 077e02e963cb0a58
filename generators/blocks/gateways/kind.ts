import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import type { Collected } from '../../model/fact.ts';
import type { Inputs } from '../../model/inputs.ts';
import type { Resource } from '../../model/resource.ts';
import type { Shared } from '../platform/clusterApp.ts';
import type { Owner } from '../secrets/ownSecrets.ts';
import type { RoutePlan, VerifiedRoute } from './plan.ts';

type Rule = NonNullable<NonNullable<IHTTPRoute['spec']>['rules']>[number];
/** A filter of a rule of an HTTPRoute, or of a GRPCRoute where the gateway has it there too. */
export type Filter = NonNullable<Rule['filters']>[number];

/** Where requests of a rule go: the Service of an app, or an object of the gateway in front of it. */
export interface BackendRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** Pods that those of a gateway call: of one app, or all of a namespace. */
export interface CalledPods {
  readonly namespace: string;
  readonly app?: string;
  readonly port: number;
}

/** A gateway: what it adds to the Gateway API, so that a route means the same on each of them. */
export interface GatewayKind {
  /** Class of the Gateway. */
  readonly className: string;
  /** Its own entry in the secret manager. Default: it reads none. */
  readonly entry?: Owner;
  /** Ports on which its pods listen. */
  readonly podPorts: { readonly http: number; readonly https: number; readonly metrics: number };
  /** Path of its metrics. Default: `/metrics`. */
  readonly metricsPath?: string | undefined;
  /** What its pods call besides backends: the API server, or the control plane that configures them. */
  readonly calls: readonly ('kubernetes-api' | CalledPods)[];
  /**
   * Whether its pods count limits themselves, in the store of limits: they then need its account and a way to it. Where
   * they do not, they ask the app `ratelimit`.
   */
  readonly countsLimits: boolean;
  /** Whether it obeys `timeouts` of rules: one that does not has its own way, in `beside` or `backend`. */
  readonly timeouts: boolean;
  /** What rules of a route name in place of a Service, among `beside`. Default, and where undefined: the Service. */
  backend?(plan: RoutePlan, service: string, port: number): BackendRef | undefined;
  /** Filters of the rules of a route, in the order in which they act. */
  filters(plan: RoutePlan): readonly Filter[];
  /** Annotations of the route itself. */
  annotations(plan: RoutePlan): Readonly<Record<string, string>>;
  /** Annotations of the Service of an app behind these routes. */
  serviceAnnotations(plans: readonly RoutePlan[]): Readonly<Record<string, string>>;
  /** Objects beside the routes of one app, in its namespace. */
  beside(plans: readonly RoutePlan[], inputs: Inputs, labels: Readonly<Record<string, string>>): readonly Resource[];
  /** Objects of the gateway itself, once in a cluster, given all routes: classes, policies, what runs it. */
  objects(shared: Shared, routes: readonly Collected<VerifiedRoute>[]): readonly Resource[];
  /** Its own way to send plain HTTP on to HTTPS, where it does not understand the filter for that. */
  readonly redirect?: {
    /** Annotations of the route for plain HTTP. What it lets through over HTTPS goes to the Service that answers 404. */
    readonly annotations: Readonly<Record<string, string>>;
  };
  /** Labels of the Secrets that it reads, those with certificates among them. Default: it reads all. */
  readonly secretLabels?: Readonly<Record<string, string>>;
  /** What the Gateway says beyond its listeners: annotations, and fields of its `spec`. */
  gateway(shared: Shared): {
    readonly annotations?: Readonly<Record<string, string>>;
    readonly spec?: Readonly<Record<string, unknown>>;
    /** Ports on which it listens, where those of the load balancer are others. Default: 80 and 443. */
    readonly ports?: { readonly http: number; readonly https: number };
  };
}
