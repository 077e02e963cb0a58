import { authorityVariable } from '../generators/blocks/authority.ts';
import { perUser, route } from '../generators/blocks/gateways/route.ts';
import { availability, latency } from '../generators/blocks/monitoring/objectives/objective.ts';
import { cpu, requestsPerSecond } from '../generators/blocks/scaling/scale.ts';
import { service } from '../generators/blocks/service.ts';
import { here } from '../generators/blocks/source.ts';
import { answers, names, products } from './names.ts';
import { priorities } from './priorities.ts';
import { ownImage, standInNote } from './runtimes/own.ts';
import { token, verifiesTokens } from './tokens.ts';

/**
 * The products: read far more often than written, so answers are cached. Until `images.yaml` names the company's image
 * it runs podinfo, which has no database.
 */
export const catalogueService = service(names.catalogue, {
  source: here(import.meta),
  runtime: ownImage,
  scale: { min: 2, max: 10, on: [requestsPerSecond(80), cpu(70)] },
  resources: { cpu: '250m', memory: '256Mi' },
  priority: priorities.standard,
  routes: [
    // The pages of the shop call it too.
    route('api', '/v1/catalogue', { auth: token, limit: perUser(20), versioned: true, origins: [] }),
  ],
  objectives: [availability(99.9), latency(99, '250ms')],
  uses: {
    products: products.readWrite,
    answers: answers.use,
  },
  parts: [verifiesTokens],
  env: ({ uses }) => ({
    DATABASE_URL: uses.products.url,
    VALKEY_URL: uses.answers.url,
    ...authorityVariable(uses.answers, 'VALKEY_CA_FILE'),
    ...authorityVariable(uses.products),
  }),
  notes: ({ runtime }) => standInNote('catalogue', runtime, 'which has no database'),
});
