import { type TSchema, Type } from 'typebox';
import { Bytes, Host, Name, PortNumber } from '../../model/settings/scalars.ts';
import type { Companion } from '../workload/companion.ts';
import { portName } from './portName.ts';
import { probeSchema } from './probeSchema.ts';
import { AbsolutePath, Image, Resources, Sentence } from './valueSchemas.ts';

/** Schema of the companions of an app or a job, for these values of them. */
export function companionsSchema(beside: readonly Companion[] | undefined): TSchema {
  if (!beside) return Type.Optional(Type.Array(Type.Any()));
  return Type.Tuple(beside.map(companionSchema));
}

function companionSchema(companion: Companion): TSchema {
  const { part } = companion;
  return Type.Object({
    part: Type.Unsafe({ enum: ['sidecar', 'init'] }),
    name: Name('name of the container'),
    image: Image,
    undigested: Type.Optional(Sentence('why the image has no digest')),
    registry: Type.Optional(Type.Object({ name: Name('name of the registry'), host: Host('as images name it') })),
    user: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 2147483647, description: 'number of the user, never root' }),
    ),
    resources: Resources,
    writable: Type.Optional(
      Type.Unsafe({
        type: 'object',
        patternProperties: { '^/': Bytes('the most that the folder may hold') },
        additionalProperties: false,
      }),
    ),
    shares: Type.Optional(Type.Array(AbsolutePath('a path of the app'))),
    ...(part === 'sidecar' && sidecarFields(companion)),
  });
}

function sidecarFields({ ports, startup, readiness, liveness }: Extract<Companion, { part: 'sidecar' }>) {
  const port = portName(ports);
  return {
    ports: Type.Optional(
      Type.Unsafe({ type: 'object', patternProperties: { '': PortNumber('a port of the sidecar') } }),
    ),
    startup: probeSchema(startup, port),
    readiness: probeSchema(readiness, port),
    liveness: probeSchema(liveness, port),
    startMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 180 })),
  };
}
