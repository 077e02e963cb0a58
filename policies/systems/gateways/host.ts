/** Whether every name that one host of the Gateway API means is a name of another. Empty means all; `*.x` any below x. */
export function hostWithin(inner: string, outer: string): boolean {
  if (outer === '' || inner === outer) return true;
  if (!outer.startsWith('*.')) return false;
  return inner.replace(/^\*/, '').endsWith(outer.slice(1)) && inner !== outer.slice(2);
}

/** Whether two hosts have names in common. */
export function hostsMeet(one: string, other: string): boolean {
  return hostWithin(one, other) || hostWithin(other, one);
}
