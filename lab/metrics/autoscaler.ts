import { quantity } from '../../generators/model/quantity.ts';
import type { KubernetesApi, Ref } from '../api/client.ts';
import { until } from '../until.ts';
import { conditionOf, hasCondition, type WithConditions } from './conditions.ts';

/**
 * Waits until an autoscaler, or its ScaledObject, has a condition, and returns the time in seconds.
 * @throws Failure when it has not in time, with the conditions that it has
 */
export function says(
  api: KubernetesApi,
  object: Ref,
  type: string,
  wanted: { readonly status?: string; readonly reason?: string } = {},
): Promise<number> {
  const { status = 'True', reason = '' } = wanted;
  const what = `${object.kind}/${object.metadata.name} says ${type} ${status} ${reason}`.trimEnd();
  return until(what, 180, async () => {
    const found = await api.get<Ref & WithConditions>(object);
    return hasCondition(found, type, wanted) || JSON.stringify(conditionOf(found, type));
  });
}

interface Measuring extends Ref {
  readonly status?: {
    readonly currentMetrics?: readonly {
      readonly external?: { readonly current: { readonly averageValue?: string } };
    }[];
  };
}

/** The value of a queue or a rate that an autoscaler last read, per pod; NaN when it could not. */
export async function readPerPod(api: KubernetesApi, autoscaler: Ref): Promise<number> {
  const { status } = (await api.get<Measuring>(autoscaler)) ?? {};
  const external = status?.currentMetrics?.find((one) => one.external)?.external;
  return quantity(external?.current.averageValue) ?? Number.NaN;
}
