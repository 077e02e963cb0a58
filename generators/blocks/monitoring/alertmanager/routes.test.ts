import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertRoutes } from './routes.ts';
import type { AlertmanagerSettings } from './system.ts';

interface Shown {
  readonly receiver: string;
  readonly matchers?: readonly { readonly name: string; readonly value: string }[];
  readonly continue?: true;
}

/** The routes below the root, one line each: `team=data severity=page → on-call, and on`. */
function routes(settings: Partial<Pick<AlertmanagerSettings, 'routes' | 'teams'>>): string[] {
  const none = { page: [], ticket: [], heartbeat: [] };
  const { routes: children = [] } = alertRoutes({ routes: none, teams: {}, ...settings });
  return (children as unknown as Shown[]).map(({ receiver, matchers = [], ...one }) => {
    const labels = matchers.map(({ name, value }) => `${name}=${value}`).join(' ') || 'all';
    return `${labels} → ${receiver}${one.continue ? ', and on' : ''}`;
  });
}

test('each severity has its receivers, and what has no severity is a ticket', () => {
  assert.deepEqual(routes({ routes: { page: ['call', 'chat'], ticket: ['chat'], heartbeat: ['switch'] } }), [
    'severity=heartbeat → switch',
    'severity=page → call, and on',
    'severity=page → chat',
    'all → chat',
  ]);
});

test('a page without receivers is a ticket', () => {
  assert.deepEqual(routes({ routes: { page: [], ticket: ['chat'], heartbeat: ['switch'] } }), [
    'severity=heartbeat → switch',
    'all → chat',
  ]);
});

test('a team with receivers of its own hears in place of all others', () => {
  const teams = { data: { page: ['data-call'], ticket: ['data-chat', 'mail'] }, media: { ticket: ['media-chat'] } };
  assert.deepEqual(routes({ routes: { page: ['call'], ticket: ['chat'], heartbeat: ['switch'] }, teams }), [
    'severity=heartbeat → switch',
    'severity=page team=data → data-call',
    'severity=page → call',
    'team=data → data-chat, and on',
    'team=data → mail',
    'team=media → media-chat',
    'all → chat',
  ]);
});

test('a page without receivers is a ticket of its team', () => {
  const teams = { data: { ticket: ['data-chat'] } };
  assert.deepEqual(routes({ routes: { page: [], ticket: ['chat'], heartbeat: ['switch'] }, teams }), [
    'severity=heartbeat → switch',
    'team=data → data-chat',
    'all → chat',
  ]);
});

test('a heartbeat that nobody waits for is told to nobody, and is no ticket', () => {
  assert.deepEqual(routes({ routes: { page: [], ticket: ['chat'], heartbeat: [] } }), [
    'severity=heartbeat → nobody',
    'all → chat',
  ]);
});

test('a heartbeat is repeated at each interval of its group', () => {
  const { routes: [heartbeat] = [] } = alertRoutes({ routes: { page: [], ticket: [], heartbeat: [] }, teams: {} });
  assert.partialDeepStrictEqual(heartbeat, { groupInterval: '1m', repeatInterval: '50s' });
});
