import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inJson, joinReferences, secretText, secretUrl, secretValue, withoutSecrets } from './value.ts';

const users = { store: 'secrets', key: 'shop-users' } as const;
const usersDb = { store: 'secrets', key: 'shop-users-db' } as const;

test('two keys that would be one variable are refused, in one Secret and in one value', () => {
  const [one, other] = [secretValue('users', users, 'db-password'), secretValue('users-db', usersDb, 'password')];
  assert.deepEqual(Object.keys(one.from), Object.keys(other.from), 'they have the same name');
  const refused = {
    name: 'Failure',
    message:
      'db-password of shop-users and password of shop-users-db both are the variable users_db_password in the templates of one Secret',
    fix: 'Rename one of the two keys, or the app, contract or service whose entry it is in.',
  };
  assert.throws(() => joinReferences([one.from, other.from]), refused);
  assert.throws(() => secretUrl`https://${one}:${other}@example.com`, refused);
});

test('one key may be read any number of times', () => {
  const password = secretValue('users', users, 'password');
  assert.deepEqual(joinReferences([password.from, { ...password.from }]), password.from);
});

test('in an address every secret is percent-encoded, a space as %20', () => {
  const { template } = secretUrl`amqp://${secretValue('events', users, 'username')}:${1}@broker`;
  assert.equal(template, 'amqp://{{ .events_username | urlquery | replace "+" "%20" }}:1@broker');
});

test('text around secrets has them as they are, in JSON with quotes, and braces of its own', () => {
  const password = secretValue('users', users, 'password');
  assert.equal(secretText`a: ${1} {{ ${password}`.template, 'a: 1 {{ "{" }}{ {{ .users_password }}');
  assert.equal(secretText`a: ${inJson(password)}`.template, 'a: {{ .users_password | toJson }}');
});

test('an address in JSON has quotes around all of it, and each secret in it is escaped', () => {
  const password = secretValue('users', users, 'password');
  const url = secretUrl`amqp://${password}@broker`;
  assert.equal(inJson(url).template, '"amqp://{{ .users_password | urlquery | replace "+" "%20" }}@broker"');
  assert.equal(
    inJson(secretText`a "${password}`).template,
    '"a \\"{{ .users_password | toJson | trimPrefix "\\"" | trimSuffix "\\"" }}"',
  );
});

test('what fetches nothing is a text, however it was written; a template with actions is none', () => {
  const password = secretValue('users', users, 'password');
  for (const [value, expected] of [
    ['text', 'text'],
    [secretText`{{ ${1}: a {`, '{{ 1: a {'],
    [password, password],
    [{ template: '{{ now }}', from: {} }, undefined],
  ] as const) {
    assert.deepEqual(withoutSecrets(value), expected);
  }
});
