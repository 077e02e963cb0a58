/** The prefix of the annotation of every declared exception. */
export const exceptionPrefix = 'exception.gitops.dev/';

/**
 * The annotation by which an object, or its pod template, declares that it may break one rule. Its value is the reason:
 * without a reason it has no effect.
 */
export function exceptionAnnotation(code: string): string {
  return `${exceptionPrefix}${code}`;
}
