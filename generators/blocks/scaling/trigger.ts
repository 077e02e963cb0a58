import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';

/** Trigger of a ScaledObject: the source that KEDA asks, and the value that one pod should have. */
export type Trigger = NonNullable<NonNullable<IScaledObject['spec']>['triggers']>[number];
