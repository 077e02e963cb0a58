import { Type } from 'typebox';
import { Name, Schedule } from '../../model/settings/scalars.ts';
import type { JobSpec } from '../jobs/spec.ts';
import { companionsSchema } from './companionSchema.ts';
import { Edges } from './edgeSchema.ts';
import { TaskRuntimeSchema } from './runtimeSchema.ts';
import { Devices, Image, Images, Resources } from './valueSchemas.ts';

const Every = Type.Object({ schedule: Schedule(5, 'when it runs, in UTC') });

/** Schema of the declaration of a job, with the runtime that its function returns. */
export const jobSchema = ({ when, beside }: Pick<JobSpec, 'when' | 'beside'>) =>
  Type.Object({
    name: Name('name of the job and its pods'),
    when: typeof when === 'object' ? Every : Type.Unsafe({ enum: ['before', 'after', 'once'] }),
    images: Images,
    runtime: Type.Optional(TaskRuntimeSchema),
    uses: Edges,
    beside: companionsSchema(beside),
    resources: Resources,
    devices: Type.Optional(Devices),
    minutes: Type.Integer({ minimum: 1, maximum: 1440, description: 'deadline, retries included' }),
    retries: Type.Integer({ minimum: 0, maximum: 20, description: 'further pods after one that failed' }),
    command: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
  });

/** Schema of the declaration of a bundle; that of its migration is a job's. */
export const bundleSchema = Type.Object({ image: Image });
