import { type TObject, Type } from 'typebox';
import { closed } from './scalars.ts';

const state = Type.Optional(
  Type.Enum(['running', 'retiring'], {
    description:
      'retiring: its Application prunes its objects, those with data only after confirmation. Set it before you switch the app off or remove it.',
  }),
);

/** Settings of an app with `state`, which every app has: `retiring` while it is being removed. */
export function stated({ properties, ...rest }: TObject): TObject {
  return Type.Object({ ...properties, state }, { ...closed, ...rest });
}
