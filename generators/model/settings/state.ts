import { type TObject, Type } from 'typebox';
import { closed } from './scalars.ts';

const state = Type.Optional(
  Type.Enum(['running', 'retiring'], {
    description:
      'retiring: it is taken down, and its Application stays to do so; data goes after confirmation alone. The step before it is switched off or removed.',
  }),
);

/** Settings of an app with `state`, which every app has: `retiring` while it is being removed. */
export function stated({ properties, ...rest }: TObject): TObject {
  return Type.Object({ ...properties, state }, { ...closed, ...rest });
}
