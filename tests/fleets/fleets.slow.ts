import { test } from 'node:test';
import { checkFleets } from './checkFleets.ts';

test('for any settings, Kustomize builds the rendered objects, and lower layers do not depend on settings', (context) =>
  checkFleets(context, 9));
