import fc from 'fast-check';

/** One of these. */
export function some<T>(...values: T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** A map whose members may each be missing. */
export function map(members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> {
  return fc.record(members, { requiredKeys: [] });
}

/** Up to `maxLength` items, as likely few as many. */
export function listOf<T>(item: fc.Arbitrary<T>, maxLength = 2): fc.Arbitrary<T[]> {
  return fc.array(item, { maxLength, size: 'max' });
}

/** A list without two members of the same keys, in any order. */
export function keyedBy(member: fc.Arbitrary<object>, ...keys: string[]): fc.Arbitrary<object[]> {
  const selector = (value: object) => JSON.stringify(keys.map((key) => (value as Record<string, unknown>)[key]));
  return fc.uniqueArray(member, { maxLength: 4, size: 'max', selector });
}

/** Values of `one`, and now and then one of `other`. */
export function mostly<T, U>(one: fc.Arbitrary<T>, other: fc.Arbitrary<U>, times = 10): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: times - 1, arbitrary: one }, { weight: 1, arbitrary: other });
}

/**
 * Strings that YAML tools often misread. A text of several lines that starts with a tab is not among them: Kustomize
 * v5.8.2 cannot read its own output of that.
 */
export const words = some(
  ...['a', 'b c', '', ' a', '"', "it's", '\\', '{}', '$(A)', '- a', 'a: b', 'a #b', '*a', 'é', '\u0007', '\u2028'],
  ...['~', '=', '<<', 'y', 'yes', 'NO', 'null', '1', '0o10', '0x1F', '1_000', '1e3', '.5', '12:30', '12:30:45'],
  ...['2026-11-22', 'a\n', 'a\nb', 'a\n\tb\n', 'a\n\n'],
);

/** Integers, one of which Kustomize writes with an exponent internally. */
export const replicaCount = mostly(some(0, 1, 2, 3, 10), some(1073741824));

/** Labels and annotations. */
export const labels = fc.dictionary(some('app', 'example.com/a', 'example.com/b~c', 'y', 'constructor'), words, {
  noNullPrototype: true,
  minKeys: 1,
  maxKeys: 3,
});

/** Any JSON value. */
export const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    ...[words, replicaCount, fc.boolean(), some(null, 0.5, -2.5e20, 1e-7), listOf(tie('tree'), 3)],
    fc.dictionary(some('a', 'b', 'name', 'containers', 'image', 'toString', '1', '', '$patch'), tie('tree'), {
      maxKeys: 3,
    }),
  ),
}));
