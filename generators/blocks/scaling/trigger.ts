import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';

/** A trigger of a ScaledObject: what KEDA asks, and how many pods the answer calls for. */
export type Trigger = NonNullable<NonNullable<IScaledObject['spec']>['triggers']>[number];
