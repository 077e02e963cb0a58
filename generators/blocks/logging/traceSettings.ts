import { type Static, Type } from 'typebox';
import { closed, NetworkCidr } from '../../model/settings/scalars.ts';
import { given } from '../names.ts';

/** The entry with the credentials, without the prefix of the environment. */
export const traceStore = {
  name: 'trace-store',
  keys: { authorization: given('the value of a header, such as Bearer …') },
};

/** The backend of traces. */
export const TraceSettings = Type.Object(
  {
    url: Type.String({
      pattern: '^https://[a-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9/_.-]*)?$',
      title: 'an https:// address without credentials or a query',
      description:
        'Where it takes OTLP over HTTP, such as https://otlp.example.com/otlp: /v1/traces is appended. The entry `<prefix>-trace-store` holds `authorization`, the whole value of that header.',
    }),
    networks: Type.Optional(
      Type.Array(NetworkCidr(), {
        minItems: 1,
        description: 'Where its addresses lie. Default: the public internet.',
      }),
    ),
  },
  { ...closed, description: 'The backend that takes traces. Default: none, and apps send none.' },
);
export type TraceSettings = Static<typeof TraceSettings>;
