import { type TSchema, Type } from 'typebox';
import { Name } from '../../model/settings/scalars.ts';
import { AbsolutePath, Sentence } from './valueSchemas.ts';

const text = (pattern: string, title: string) => Type.Optional(Type.String({ pattern, title }));
const oneOf = (...values: readonly (string | number | boolean)[]) => Type.Unsafe({ enum: values });
const Origin = Type.String({ pattern: '^https?://[^/\\s]+$', title: 'an origin, such as https://example.com' });

/**
 * Schema of a route, apart from its port: the type has the names of ports. A path that follows from settings is a function,
 * which a schema does not see.
 */
export const RouteSchema: TSchema = Type.Object({
  host: Name('the host below the domain'),
  path: Type.Optional(AbsolutePath('the path')),
  name: Type.Optional(Name('its name within the app')),
  protocol: Type.Optional(oneOf('http', 'grpc')),
  exact: Type.Optional(Type.Boolean()),
  methods: Type.Optional(
    Type.Array(oneOf('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'), { minItems: 1 }),
  ),
  headers: Type.Optional(Type.Unsafe({ type: 'object', patternProperties: { '': Type.String() } })),
  auth: Type.Unsafe({
    type: 'object',
    discriminator: { propertyName: 'auth' },
    required: ['auth'],
    oneOf: [
      Type.Object({
        auth: Type.Literal('token'),
        contract: Type.Object({ kind: Type.Literal('issuer'), name: Name('name of the contract') }),
      }),
      Type.Object({ auth: Type.Literal('open'), why: Sentence('why everybody may call') }),
    ],
  }),
  limit: Type.Optional(
    Type.Object({
      per: oneOf('user', 'device', 'address'),
      requests: Type.Integer({ minimum: 1, maximum: 1000000, description: 'requests of one caller' }),
      every: oneOf('second', 'minute'),
    }),
  ),
  timeout: text('^([1-9][0-9]{0,4}s|long-lived|uploads)$', "a time such as 15s, 'long-lived' or 'uploads'"),
  largest: text('^[1-9][0-9]{0,5}(Ki|Mi)$', 'a size, such as 512Ki or 2Mi'),
  origins: Type.Optional(Type.Array(Origin)),
  versioned: Type.Optional(Type.Boolean()),
  closed: Type.Optional(Type.Array(AbsolutePath('a path that is not for the outside'))),
});
