import { type TProperties, type TSchema, Type } from 'typebox';
import type { AppSpec } from '../spec.ts';
import { companionsSchema } from './companionSchema.ts';
import { Edges } from './edgeSchema.ts';
import { RouteSchema } from './routeSchema.ts';
import { runtimeSchema } from './runtimeSchema.ts';
import { RolloutSchema, ScaleSchema } from './scaleSchema.ts';
import { Devices, Exports, PrioritySchema, Resources, Sentence, VolumeSchema } from './valueSchemas.ts';

/**
 * Schema of the declaration of an app that runs pods, for this declaration. Its functions are checked by what they return;
 * the defaults of its settings by the schema of settings.
 */
export function podAppSchema(spec: Pick<AppSpec<string, Record<never, never>, TProperties>, 'runtime' | 'beside'>) {
  return Type.Object({
    runtime: runtimeSchema(spec.runtime),
    resources: Resources,
    devices: Type.Optional(Devices),
    priority: PrioritySchema,
    uses: Edges,
    beside: companionsSchema(spec.beside),
    routes: Type.Optional(Type.Array(RouteSchema)),
    callersKnownBy: Type.Optional(Sentence('how the app knows its callers')),
    podFields: Type.Optional(
      Type.Unsafe({ type: 'object', patternProperties: { '': Sentence('a field of the pod') } }),
    ),
    volumes: Type.Optional(
      Type.Unsafe({ type: 'object', patternProperties: { '^/': VolumeSchema }, additionalProperties: false }),
    ),
    exports: Type.Optional(exportsOf(spec)),
    gateways: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    scale: Type.Optional(ScaleSchema),
    rollout: Type.Optional(RolloutSchema),
    shards: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'number of pods' })),
  });
}

/** Declared metrics, where the runtime says on which page they are. */
function exportsOf({ runtime }: Pick<AppSpec<string, Record<never, never>, TProperties>, 'runtime'>): TSchema {
  const { metrics } = 'own' in runtime ? runtime.own : runtime;
  if (metrics) return Exports;
  return Type.String({
    pattern: '(?!)',
    title: 'nothing, for its runtime has no `metrics`, the page to read them from',
  });
}
