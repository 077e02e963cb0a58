import { type TObject, Type } from 'typebox';
import type { App } from '../model/app.ts';
import type { Catalogue } from '../model/fleet.ts';

/** A small backend for the tests of reading: no app renders anything. */
export const catalogue: Catalogue = {
  apps: [
    app('api', {
      scale: closed({
        min: Type.Integer({ minimum: 1, maximum: 1000, default: 3, description: 'Fewest pods.' }),
        max: Type.Integer({ minimum: 1, maximum: 1000, default: 30, description: 'Most pods.' }),
      }),
      memory: Type.String({
        pattern: '^[1-9][0-9]{0,5}(Ki|Mi|Gi|Ti)$',
        title: 'a size, such as 512Mi or 2Gi',
        default: '256Mi',
        description: 'Memory of one pod.',
      }),
      hosts: Type.Array(Type.String(), { default: ['api'], description: 'Host names.' }),
      log: Type.Union([Type.Literal('json'), Type.Literal('text')], { default: 'json', description: 'Log format.' }),
    }),
    app('worker', {
      queue: closed({
        length: Type.Integer({ minimum: 1, default: 100, description: 'Messages per pod.' }),
        scale: closed({
          min: Type.Integer({ default: 1, description: 'Fewest pods.' }),
          max: Type.Integer({ default: 10, description: 'Most pods.' }),
        }),
      }),
    }),
  ],
  contracts: [
    { kind: 'postgresql', name: 'users' },
    { kind: 'bucket', name: 'uploads' },
  ],
};

function app(name: string, settings: Parameters<typeof Type.Object>[0]): App {
  const enabled = Type.Boolean({ default: true, description: 'Whether it runs.' });
  return {
    name,
    tier: 'backend',
    source: `apps/${name}.ts`,
    settings: closed({ enabled, ...settings }),
    images: { [name]: `registry.example.com/${name}:1.0.0` },
    uses: {},
    ports: () => ({}),
    published: undefined,
    notes: () => [],
    render: () => [],
  };
}

function closed(properties: Parameters<typeof Type.Object>[0]): TObject {
  return Type.Object(properties, { additionalProperties: false, description: 'A group of settings.' });
}
