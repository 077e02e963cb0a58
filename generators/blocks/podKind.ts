import type { SettingsMistake } from '../model/app.ts';
import type { Inputs } from '../model/inputs.ts';
import type { Resource } from '../model/resource.ts';
import type { Addition } from './part.ts';
import type { Runtime } from './runtime.ts';
import type { Workload } from './workload/workload.ts';

/** What runs the pods of an app: a kind of controller, with settings of its own. */
export interface PodKind extends Pick<Addition, 'settings'> {
  /** The controller of some pods of the app, and what stands beside it. */
  controllers(workload: Workload): readonly Resource[];
  /** Further pods of the app, with a Service, a budget and a controller of their own. */
  beside?(workload: Workload): readonly Workload[];
  /** Mistakes in its settings, in one cluster. */
  mistakes?(inputs: Inputs, runtime: Runtime): readonly SettingsMistake[];
}
