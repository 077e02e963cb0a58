import { Type } from 'typebox';
import { open, route } from '../blocks/gateways/route.ts';
import { migration } from '../blocks/jobs/migration.ts';
import { calls } from '../blocks/names.ts';
import type { OwnImage, Runtime } from '../blocks/runtime.ts';
import { cpu } from '../blocks/scaling/scale.ts';
import { service } from '../blocks/service.ts';
import { here } from '../blocks/source.ts';
import { closed } from '../model/settings/scalars.ts';
import { names, users } from './names.ts';
import { priorities } from './priorities.ts';

const probe = { port: 'http', path: '/' };
const own: Runtime<'http'> = {
  image: '',
  user: 10001,
  group: 10001,
  ports: { http: 8080 },
  startup: probe,
  readiness: probe,
  liveness: probe,
  writable: { '/tmp': '64Mi' },
  memory: { idle: '32Mi', source: 'https://example.com/sizes' },
  drainSeconds: 1,
};
const runtime: OwnImage<'http'> = { own, standIn: { ...own, image: 'registry.example.com/stand-in:1' } };

/** The service for the shop's users, with a job that migrates its database. */
export const api = service(names.api, {
  source: here(import.meta),
  runtime,
  scale: { min: 3, max: 30, on: [cpu(70)] },
  resources: { cpu: '100m', memory: '256Mi' },
  priority: priorities.standard,
  routes: [route('api', '/v1', { auth: open('The shop is for everybody.') })],
  uses: { users: users.readWrite },
  options: {
    hosts: Type.Array(Type.String(), { default: ['api'], description: 'Host names.' }),
    log: Type.Union([Type.Literal('json'), Type.Literal('text')], { default: 'json', description: 'Log format.' }),
  },
  env: ({ uses, settings }) => ({ DATABASE_URL: uses.users.url, LOG_FORMAT: settings.log }),
  parts: [migration({ database: users.direct, minutes: 5, resources: { cpu: '100m', memory: '64Mi' } })],
});

const pods = (which: string, value: number) => Type.Integer({ default: value, description: `${which} pods.` });

/** The service for background work. */
export const worker = service(names.worker, {
  source: here(import.meta),
  runtime,
  scale: { min: 1, max: 10, on: [cpu(80)] },
  resources: { cpu: '200m', memory: '128Mi' },
  priority: priorities.batch,
  uses: { api: calls(names.api, 'http'), users: users.readOnly },
  options: {
    queue: Type.Object(
      {
        length: Type.Integer({ minimum: 1, default: 100, description: 'Messages per pod.' }),
        scale: Type.Object(
          { min: pods('Fewest', 1), max: pods('Most', 10) },
          { ...closed, description: 'How many pods.' },
        ),
      },
      { ...closed, description: 'The queue that it reads.' },
    ),
  },
  env: ({ uses }) => ({ API_URL: uses.api.url, DATABASE_URL: uses.users.url }),
});
