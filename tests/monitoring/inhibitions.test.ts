import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  escalations,
  zoneConsequences,
  zonedConsequences,
} from '../../generators/blocks/monitoring/alertmanager/inhibitions.ts';
import { systems } from './systems.ts';

const alerts = systems.flatMap((system) => system.alerts);
const severities = (wanted: string) => new Set(alerts.filter(({ name }) => name === wanted).map((one) => one.severity));

test('a lost zone inhibits tickets alone, and such as there are', () => {
  for (const name of [...zoneConsequences, ...zonedConsequences]) {
    assert.deepEqual([...severities(name)], ['ticket'], name);
  }
  assert.ok(severities('ZoneLost').has('page'));
});

test('pages and tickets that inhibit one another are alerts, with these severities', () => {
  for (const { page, ticket } of escalations) {
    assert.ok(severities(page).has('page'), page);
    assert.ok(severities(ticket).has('ticket'), ticket);
  }
});

test('an alert that is both a page and a ticket is told once', () => {
  const both = new Set(
    alerts.map(({ name }) => name).filter((name) => severities(name).isSupersetOf(new Set(['page', 'ticket']))),
  );
  const once = escalations.filter(({ page, ticket }) => page === ticket).map(({ page }) => page);
  assert.deepEqual([...both].sort(), once.sort());
});
