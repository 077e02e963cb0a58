/** Namespace of KEDA. Nothing else runs in it. */
export const kedaNamespace = 'keda';
