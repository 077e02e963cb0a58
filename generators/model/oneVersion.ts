/**
 * Annotation of a workload whose pods do not run together with pods of another version of their program, which it names:
 * a change of the version ends all of them before it starts others.
 */
export const oneVersionAnnotation = 'gitops.dev/one-version';
