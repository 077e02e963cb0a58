import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import type { TProperties } from 'typebox';
import type { Job } from '../model/app.ts';
import type { AppId } from '../model/appId.ts';
import type { Declaration } from '../model/declaration.ts';
import type { Edge } from '../model/edge.ts';
import type { Declared } from '../model/fact.ts';
import type { Inputs } from '../model/inputs.ts';
import type { Resource } from '../model/resource.ts';
import type { Alert } from './monitoring/alerts/alert.ts';
import type { Priority } from './priority.ts';
import type { OwnImage, Runtime } from './runtime.ts';
import type { Value } from './secrets/value.ts';
import type { PodOwner } from './workload/pods.ts';
import type { MountingJob, Volumes } from './workload/volume.ts';
import type { Workload } from './workload/workload.ts';

/** The app that a part belongs to. */
export interface PartOwner {
  readonly app: AppId;
  readonly runtime: Runtime | OwnImage;
  readonly priority: Priority;
  /** The volumes of its pods. */
  readonly volumes: Volumes;
}

/** Addition of a part to its app. */
export interface Addition {
  /** What it declares, for the check of its values. */
  readonly declared?: Declaration;
  /** Settings, each with a default. */
  readonly settings?: TProperties;
  /** Images beyond the app's own, by name. */
  readonly images?: Readonly<Record<string, string>>;
  /** Edges of the app's own pods. */
  readonly uses?: Readonly<Record<string, Edge>>;
  /** Environment variables of the app's own pods, given the other side of those edges. */
  readonly env?: (inputs: Inputs) => Readonly<Record<string, Value>>;
  /** Pods that run to their end, given the images in use. */
  readonly jobs?: (images: Inputs['images']) => readonly Job[];
  /** Those of its jobs whose class of nodes settings choose: all that need not be on the node of the app. */
  readonly placed?: readonly string[];
  /** Those of its jobs that mount volumes of the app, given the images in use. */
  readonly mounting?: (images: Inputs['images']) => readonly MountingJob[];
  /** Those of its jobs that act as a cloud identity, whichever images are in use. */
  readonly identities?: readonly string[];
  /** Facts for what exists once in a cluster. */
  readonly declares?: (pods: Pick<Workload, 'runtime' | 'inputs'>) => readonly Declared[];
  /** Who may call the app's pods besides the apps of the graph: rules of its network policy. */
  readonly callers?: (workload: Workload) => readonly INetworkPolicyIngressRule[];
  /** Annotations of the app's Services. */
  readonly serviceAnnotations?: (pods: Pick<Workload, 'runtime' | 'inputs'>) => Readonly<Record<string, string>>;
  /** Alerts about the app's pods, beside those that every app has. */
  readonly alerts?: (owner: PodOwner) => readonly Alert[];
  readonly objects?: (workload: Workload) => readonly Resource[];
}

/**
 * One thing that an app has: what runs its pods, a migration, a job. An app is a list of them: a new kind of part is a
 * function that returns one, and nothing else changes.
 */
export type Part = (host: PartOwner) => Addition;
