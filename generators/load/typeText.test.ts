import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keysInType, shorten } from './typeText.ts';

const long =
  'Bindings<{ readonly users: { readonly to: "database"; }; readonly "re-plicas"?: Edge; answers: Map<{ a: 1; }>; }>';

test('a long type is cut to its name, a short one stays', () => {
  assert.equal(
    shorten(`Property 'cache' does not exist on type '${long}'.`),
    "Property 'cache' does not exist on type 'Bindings<…>'.",
  );
  assert.equal(shorten(`Type '{ a: "${'x'.repeat(99)}"; }' is wrong.`), "Type '{ … }' is wrong.");
});

test('the keys of a type are those of its outermost object', () => {
  assert.deepEqual(keysInType(`on type '${long}'.`), ['users', 're-plicas', 'answers']);
  assert.deepEqual(keysInType("on type 'string'."), []);
});
