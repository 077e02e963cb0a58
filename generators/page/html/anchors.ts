/** The anchor of an app, or of what is outside, in an environment. */
export function anchorOf(environment: string, name: string): string {
  return `${environment}--${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}
