import { test } from 'node:test';
import { checkFleets } from './checkFleets.ts';

// A random fleet of each environment. `npm run test:slow` has more of them.
test('for any settings, Kustomize builds the rendered objects, and lower layers do not depend on settings', (context) =>
  checkFleets(context, 3));
