import { Type } from 'typebox';
import { Name } from '../../model/settings/scalars.ts';
import { Edges } from './edgeSchema.ts';
import { TaskRuntimeSchema } from './runtimeSchema.ts';
import { Images, Resources } from './valueSchemas.ts';

/** Schema of the declaration of a job, with the runtime that its function returns. */
export const JobSchema = Type.Object({
  name: Name('name of the job and its pods'),
  when: Type.Unsafe({ enum: ['before', 'after'] }),
  images: Images,
  runtime: Type.Optional(TaskRuntimeSchema),
  uses: Edges,
  resources: Resources,
  minutes: Type.Integer({ minimum: 1, maximum: 1440, description: 'deadline, retries included' }),
  retries: Type.Integer({ minimum: 0, maximum: 20, description: 'further pods after one that failed' }),
  command: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
});
