/**
 * Labels of a namespace whose pods meet a standard, in the version of the cluster's Kubernetes where it is given: an upgrade
 * of the control plane alone then turns no pods away. https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function podSecurityLabels(standard: string, kubernetes?: string): Readonly<Record<string, string>> {
  const labels = ['enforce', 'audit', 'warn'].flatMap((mode) => {
    const key = `pod-security.kubernetes.io/${mode}`;
    return [[key, standard] as const, ...(kubernetes ? [[`${key}-version`, `v${kubernetes}`] as const] : [])];
  });
  return Object.fromEntries(labels);
}
