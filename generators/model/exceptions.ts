/** What the annotation of every declared exception begins with. */
export const exceptionPrefix = 'exception.gitops.dev/';

/**
 * The annotation by which an object, or its pod template, declares that it may break one rule. Its value is the
 * reason: without one it excuses nothing.
 */
export function exceptionAnnotation(code: string): string {
  return `${exceptionPrefix}${code}`;
}
