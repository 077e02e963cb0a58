import { type TSchema, Type } from 'typebox';

/** Schema of the name of one of these ports. Where there are none no name is right, and a choice needs a value. */
export function portName(ports: Readonly<Record<string, number>> = {}): TSchema {
  const names = Object.keys(ports);
  if (names.length > 0) return Type.Unsafe({ enum: names, description: 'name of a port' });
  return Type.String({ pattern: '(?!)', title: 'the name of a port, of which it declares none' });
}
