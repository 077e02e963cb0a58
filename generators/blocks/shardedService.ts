import type { TProperties } from 'typebox';
import type { App } from '../model/app.ts';
import type { AppId } from '../model/appId.ts';
import type { Edge } from '../model/edge.ts';
import { podIndexLabel, shardService } from './networking/service.ts';
import { podApp } from './podApp.ts';
import type { ShardedSpec } from './spec.ts';
import { statefulSet } from './workload/statefulSet.ts';

/** The environment variable in which each pod of a sharded app finds its number, from 0. */
export const shardVariable = 'POD_INDEX';

/**
 * A stateless app whose pods are not interchangeable, because each keeps something in memory that its callers need
 * again: a StatefulSet with a fixed number of pods, a Service for each of them (`<app>-<number>`) beside the ordinary
 * one, and all else that `service` has. Nothing scales it: callers keep the address of their shard.
 */
export function shardedService<
  P extends string,
  const U extends Readonly<Record<string, Edge>>,
  O extends TProperties = Record<never, never>,
  K extends string = never,
>(name: AppId<P, K>, spec: ShardedSpec<P, U, O, NoInfer<K>>): App {
  const podFields = { ...spec.podFields, [shardVariable]: `metadata.labels['${podIndexLabel}']` };
  return podApp(
    name,
    { ...spec, podFields },
    {
      controllers: (workload) => [
        statefulSet(workload, spec.shards),
        ...Array.from({ length: spec.shards }, (_, shard) => shardService(workload, shard)),
      ],
    },
    { shards: spec.shards },
  );
}
