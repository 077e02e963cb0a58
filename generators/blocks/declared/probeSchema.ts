import { type TSchema, Type } from 'typebox';
import type { ContainerProbe } from '../probe.ts';
import { AbsolutePath, Sentence } from './valueSchemas.ts';

/**
 * Schema of a probe, for this value of it: what it names says of which kind it is.
 * @param port names of the ports that it may ask
 */
export function probeSchema(probe: ContainerProbe | undefined, port: TSchema): TSchema {
  const names = Object.keys(probe ?? {});
  if (names.includes('none')) return Type.Object({ none: Sentence('why there is no probe') });
  if (names.includes('exec')) return Type.Object({ exec: Type.Array(Type.String(), { minItems: 1 }) });
  if (names.includes('tcp')) return Type.Object({ tcp: port });
  if (names.includes('grpc')) return Type.Object({ grpc: port, service: Type.Optional(Type.String()) });
  const value = Type.String({ pattern: '^[^\\r\\n]*$', title: 'one line' });
  return Type.Object({
    port,
    path: AbsolutePath('what the probe asks for'),
    headers: Type.Optional(
      Type.Unsafe({ type: 'object', patternProperties: { '^[A-Za-z0-9-]+$': value }, additionalProperties: false }),
    ),
  });
}
