import type { TProperties } from 'typebox';
import type { App } from '../model/app.ts';
import type { AppId } from '../model/appId.ts';
import type { Edge } from '../model/edge.ts';
import { podApp } from './podApp.ts';
import { aloneWhileCritical } from './scaling/aloneWhileCritical.ts';
import type { SingleSpec } from './spec.ts';
import { statefulSet } from './workload/statefulSet.ts';

/**
 * An app of which one pod runs and never two, such as a scheduler, or the only writer of a volume: a StatefulSet of one.
 * A Deployment would start a successor beside a pod on a node that does not answer, whatever its strategy:
 * https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/. The price: nobody answers during a
 * roll-out, a drain, and while its node is lost, until the node is back or its Node object is deleted. Its budget lets a
 * drain go on.
 */
export function singleService<
  P extends string,
  const U extends Readonly<Record<string, Edge>>,
  O extends TProperties = Record<never, never>,
  K extends string = never,
>(name: AppId<P, K>, spec: SingleSpec<P, U, O, NoInfer<K>>): App {
  const notes: typeof spec.notes = (context) => [
    `${name.name} is one pod and never two: a roll-out, a drain or the loss of its node stops it until its successor is ready.`,
    ...(spec.notes?.(context) ?? []),
  ];
  return podApp(
    name,
    { ...spec, notes },
    {
      controllers: (workload) => [statefulSet(workload, 1)],
      mistakes: ({ cluster }) =>
        aloneWhileCritical(name.name, spec.priority, { min: 1 }, cluster).map((mistake) => ({
          ...mistake,
          path: [],
          fix: `Give ${name.name} another priority, or make it a service of several pods.`,
        })),
    },
  );
}
