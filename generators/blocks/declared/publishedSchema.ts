import { Type } from 'typebox';
import { NetworkCidr } from '../../model/settings/scalars.ts';
import { Sentence } from './valueSchemas.ts';

/** Schema of what an app publishes past the gateway. */
export const PublishedSchema = Type.Object({
  ports: Type.Array(Type.String({ minLength: 1, description: 'name of a port' }), { minItems: 1 }),
  why: Sentence('why no gateway can publish them'),
  sources: Type.Optional(Type.Array(NetworkCidr())),
});
