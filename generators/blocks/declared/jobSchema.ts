import { type TSchema, Type } from 'typebox';
import { Name, Schedule } from '../../model/settings/scalars.ts';
import type { JobSpec } from '../jobs/spec.ts';
import type { PartOwner } from '../part.ts';
import { companionsSchema } from './companionSchema.ts';
import { Edges } from './edgeSchema.ts';
import { TaskRuntimeSchema } from './runtimeSchema.ts';
import { Devices, Image, Images, Resources } from './valueSchemas.ts';

const Every = Type.Object({ schedule: Schedule(5, 'when it runs, in UTC') });

/** Schema of the declaration of a job of an app, with the runtime that its function returns. */
export const jobSchema = (
  { when, beside, volumes }: Pick<JobSpec, 'when' | 'beside' | 'volumes'>,
  app: Pick<PartOwner, 'runtime' | 'volumes'>,
) =>
  Type.Object({
    name: Name('name of the job and its pods'),
    when: typeof when === 'object' ? Every : Type.Unsafe({ enum: ['before', 'after', 'once'] }),
    images: Images,
    runtime: Type.Optional(volumes ? mountingRuntime(app) : TaskRuntimeSchema),
    uses: Edges,
    beside: companionsSchema(beside),
    resources: Resources,
    devices: Type.Optional(Devices),
    volumes: Type.Optional(mounted(app)),
    minutes: Type.Integer({ minimum: 1, maximum: 1440, description: 'deadline, retries included' }),
    retries: Type.Integer({ minimum: 0, maximum: 20, description: 'further pods after one that failed' }),
    command: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
  });

/** Volumes of its app that a job mounts, by their paths. */
function mounted({ volumes }: Pick<PartOwner, 'volumes'>): TSchema {
  const names = Object.values(volumes).map(({ name }) => name);
  const one = Type.Object(
    {
      name: Type.Unsafe({ enum: names, description: 'name of a volume of its app' }),
      writers: Type.Unsafe({
        enum: ['node', 'many'],
        description: 'a job is one more pod, and waits without end for a volume that the one pod of its app has',
      }),
      readOnly: Type.Optional(Type.Literal(true)),
    },
    { description: 'a volume of its app; a folder that a pod writes to without one, no other pod has' },
  );
  return Type.Unsafe({
    type: 'object',
    title:
      names.length > 0
        ? 'absolute paths'
        : 'its app has none; a folder that a pod writes to without one is gone with it, and no other pod has it',
    ...(names.length > 0 && { patternProperties: { '^/': one } }),
    additionalProperties: false,
  });
}

/**
 * The runtime of a job that mounts volumes of its app: the kubelet gives a volume to the group of the pod that mounts it
 * (`fsGroup`), https://kubernetes.io/docs/tasks/configure-pod-container/security-context/.
 */
function mountingRuntime({ runtime }: Pick<PartOwner, 'runtime'>): TSchema {
  const groups = 'own' in runtime ? [runtime.own.group, runtime.standIn.group] : [runtime.group];
  const group = Type.Unsafe({
    enum: [...new Set(groups)],
    description: 'the group of its app, whose volumes it mounts',
  });
  return Type.Object({ ...TaskRuntimeSchema.properties, group });
}

/** Schema of the declaration of a bundle; that of its migration is a job's. */
export const bundleSchema = Type.Object({ image: Image });
