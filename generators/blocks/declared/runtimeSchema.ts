import { type TSchema, Type } from 'typebox';
import { Bytes, Host, Name, PortNumber } from '../../model/settings/scalars.ts';
import type { OwnImage, Runtime, TaskRuntime } from '../runtime.ts';
import { portName } from './portName.ts';
import { probeSchema } from './probeSchema.ts';
import { AbsolutePath, Image, Sentence } from './valueSchemas.ts';

/** Schema of a runtime, for this value of it: a probe names one of its own ports. */
export function runtimeSchema(runtime: Runtime | OwnImage | undefined): TSchema {
  if (!runtime || !('own' in runtime)) return schemaOf(runtime, Image);
  // The company's own image has no name here: images.yaml gives one.
  return Type.Object({ own: schemaOf(runtime.own, Type.String()), standIn: schemaOf(runtime.standIn, Image) });
}

/** Schema of the runtime of a job. */
export const TaskRuntimeSchema = Type.Object(common(Image));

function schemaOf(runtime: Runtime | undefined, image: TSchema): TSchema {
  const port = portName(runtime?.ports);
  return Type.Object({
    ...common(image),
    udp: Type.Optional(Type.Array(port)),
    startup: probeSchema(runtime?.startup, port),
    readiness: probeSchema(runtime?.readiness, port),
    liveness: probeSchema(runtime?.liveness, port),
    startMinutes: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 180, description: 'until its startup probe succeeds' }),
    ),
    metrics: Type.Optional(Type.Object({ port, path: AbsolutePath('where its metrics are') })),
    command: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    drainSeconds: Type.Integer({ minimum: 0, maximum: 86400, description: 'from SIGTERM to its end' }),
  });
}

function common(image: TSchema): Record<keyof Omit<TaskRuntime, 'metrics' | 'requests' | 'traces' | 'udp'>, TSchema> {
  const id = (what: string) => Type.Integer({ minimum: 1, maximum: 2147483647, description: `${what}, never root` });
  const size = Bytes('the most that the folder may hold');
  const folders = Type.Optional(
    Type.Unsafe({ type: 'object', patternProperties: { '^/': size }, additionalProperties: false }),
  );
  return {
    image,
    registry: Type.Optional(Type.Object({ name: Name('name of the registry'), host: Host('as images name it') })),
    undigested: Type.Optional(Sentence('why the image has no digest')),
    user: id('number of the user'),
    group: id('number of the group'),
    ports: Type.Unsafe({ type: 'object', patternProperties: { '': PortNumber('a port of the image') } }),
    args: Type.Optional(Type.Array(Type.String())),
    oneVersion: Type.Optional(
      Type.String({ minLength: 1, description: 'the program that must not run in two versions' }),
    ),
    writable: folders,
    seeded: folders,
  };
}
