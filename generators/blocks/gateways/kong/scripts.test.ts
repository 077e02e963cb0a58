import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closedBackend, upgradeBackend } from '../rules/backends.ts';
import { luaValue } from './lua/luaValue.ts';
import { rulesOf } from './rules.ts';
import { scriptModules, scripts } from './scripts.ts';
import { apiPlan, openPlan } from './testing/plan.ts';

const wanted = { issuer: 'https://auth.example.com/realms/users', audiences: { shop: true } };
const answers = { 'Service/gateways/edge': true };

test('what answers old apps and closed paths needs no token', () => {
  assert.deepEqual([upgradeBackend.name, closedBackend.name], ['edge', 'edge']);
});

test('every route is open or needs tokens of its issuer, for its audiences', () => {
  const grpc = { ...apiPlan, name: 'shop', protocol: 'grpc' } as const;
  assert.deepEqual(rulesOf([openPlan(), grpc, apiPlan]), {
    tokens: { 'GRPCRoute/backend/shop': wanted, 'HTTPRoute/backend/api-v1': wanted },
    open: { 'HTTPRoute/identity/login': true },
    answers,
  });
});

test('a token may be for one of several audiences', () => {
  const tokens = { issuer: 'https://login.example.net', audiences: ['ios', 'android'], keys: '' };
  const { identity } = textOf([{ ...apiPlan, tokens }]);
  assert.match(identity, /\['audiences'\] = \{\n +\['ios'\] = true,\n +\['android'\] = true,\n +\},\n/);
  assert.match(identity, /if type\(claim\) ~= 'table' then return audiences\[claim\] == true end\n/);
  assert.match(identity, /for _, one in ipairs\(claim\) do\n +if audiences\[one\] then return true end\n/);
});

test('without routes nothing is open but fixed answers', () => {
  assert.deepEqual(rulesOf([]), { tokens: {}, open: {}, answers });
});

const textOf = (plans: readonly (typeof apiPlan)[]) => {
  const { identity, guard } = scripts(rulesOf(plans));
  const first = [identity, guard].map(({ config }) => (config.access as string[])[0] ?? '');
  return { identity: first[0] ?? '', guard: first[1] ?? '' };
};

test('the first script runs before all plugins, the last one after them, each with the same rules', () => {
  const { identity, guard } = scripts(rulesOf([apiPlan]));
  assert.deepEqual([identity.plugin, guard.plugin], ['pre-function', 'post-function']);
  const head = `local rules = ${luaValue({ ...rulesOf([apiPlan]) })}\n`;
  for (const text of Object.values(textOf([apiPlan]))) assert.ok(text.startsWith(head), text);
});

test('what a route says is data in a script, never code', () => {
  const tokens = { issuer: "')os.exit()--", audiences: ["\n]]'\\"], keys: '' };
  const plain = textOf([apiPlan]);
  const hostile = textOf([{ ...apiPlan, tokens }]);
  for (const name of ['identity', 'guard'] as const) {
    assert.deepEqual(codeOf(hostile[name]), codeOf(plain[name]));
  }
});

/** The lines that neither name a text nor a member of a set. */
function codeOf(text: string): string[] {
  return text.split('\n').filter((line) => !/^ *\['[^']*'\] = ('[^']*'|true),$/.test(line));
}

test('scripts load what their sandbox permits and nothing else', () => {
  const text = Object.values(textOf([apiPlan])).join('\n');
  const loaded = [...text.matchAll(/require\('([^']+)'\)/g)].map(([, module]) => module);
  assert.deepEqual(loaded, [...scriptModules]);
});

/** The lines of a script that decide, without what they work with. */
function decisions(text: string): string[] {
  const [, body = ''] = text.split('\nreturn function()\n');
  return body.split('\n').filter((line) => /^ {2}(if|return|local)\b/.test(line));
}

// No interpreter of Lua is at hand in this tier: what is not listed here, nobody decides.
test('what is not open, no fixed answer and without a verified token is refused', () => {
  assert.deepEqual(decisions(textOf([apiPlan]).guard), [
    '  local route = object_of(kong.router.get_route())',
    "  if rules.open[route] then return kong.service.request.clear_header('X-User-Id') end",
    '  if rules.answers[object_of(kong.router.get_service())] then return end',
    '  if rules.tokens[route] and is_verified() then return end',
    "  return kong.response.exit(401, { message = 'Unauthorized' }, { ['WWW-Authenticate'] = 'Bearer' })",
  ]);
});

test('a token that Kong verified counts only if it is the one whose subject was read', () => {
  const { guard, identity } = textOf([apiPlan]);
  assert.match(guard, /get_credential\(\) ~= nil and token ~= nil and token == kong\.ctx\.shared\.identified_token\n/);
  assert.match(identity, /kong\.ctx\.shared\.identified_token = token\n/);
});

test('a subject is read from tokens of the issuer and for the audience of the route alone', () => {
  const { identity } = textOf([apiPlan]);
  assert.match(
    identity,
    /if not claims or claims\.iss ~= wanted\.issuer or not is_meant_for\(wanted\.audiences, claims\.aud\) then return nil end\n/,
  );
  assert.match(identity, /if is_user_id\(name\) then kong\.service\.request\.clear_header\(name\) end\n/);
});
