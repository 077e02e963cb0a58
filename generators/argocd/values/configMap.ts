import { printYaml } from '../../files/yaml.ts';
import { breakGlass, releaseAccount } from '../../model/argoAccounts.ts';
import type { Hub } from '../../model/settings/index.ts';
import { healthChecks, healthCustomizations } from '../health/index.ts';

/** `argocd-cm`: https://argo-cd.readthedocs.io/en/stable/operator-manual/argocd-cm-yaml/ */
export function argoCdConfigMap({ staff }: Hub): Readonly<Record<string, string>> {
  return {
    'admin.enabled': 'false',
    [`accounts.${breakGlass}`]: 'login',
    [`accounts.${releaseAccount}`]: 'apiKey',
    'users.anonymous.enabled': 'false',
    'exec.enabled': 'false',
    'statusbadge.enabled': 'false',
    'oidc.config': printYaml({
      name: 'Staff',
      issuer: staff.issuer,
      clientID: staff.clientId,
      enablePKCEAuthentication: true,
      requestedScopes: ['openid', 'profile', 'email', 'groups'],
    }),
    'application.resourceTrackingMethod': 'annotation',
    'timeout.reconciliation': '120s',
    'timeout.reconciliation.jitter': '60s',
    'resource.exclusions': printYaml(exclusions),
    ...ignorePassing,
    ...healthCustomizations(healthChecks),
  };
}

/**
 * Kinds that Argo CD does not watch: they change all the time, or only controllers write them, so watching costs memory
 * and is of no use.
 */
const exclusions = [
  { apiGroups: [''], kinds: ['Endpoints'] },
  { apiGroups: ['discovery.k8s.io'], kinds: ['EndpointSlice'] },
  { apiGroups: ['coordination.k8s.io'], kinds: ['Lease'] },
  { apiGroups: ['events.k8s.io'], kinds: ['Event'] },
  { apiGroups: ['metrics.k8s.io'], kinds: ['NodeMetrics', 'PodMetrics'] },
  {
    apiGroups: ['authentication.k8s.io', 'authorization.k8s.io'],
    kinds: [
      'LocalSubjectAccessReview',
      'SelfSubjectAccessReview',
      'SelfSubjectReview',
      'SelfSubjectRulesReview',
      'SubjectAccessReview',
      'TokenReview',
    ],
  },
  { apiGroups: ['certificates.k8s.io'], kinds: ['CertificateSigningRequest'] },
  { apiGroups: ['cert-manager.io'], kinds: ['CertificateRequest'] },
].map((one) => ({ ...one, clusters: ['*'] }));

/**
 * Annotations that Argo CD itself writes and removes again, by kind. On an object that is in git such an annotation
 * would be a difference whenever Argo CD writes it between reading the object and the dry run, and cause a sync that
 * changes nothing: `removeWebhookMutation` in gitops-engine/pkg/diff/diff.go. Names: common/common.go,
 * pkg/apis/application/v1alpha1/application_annotations.go and, for sent notifications,
 * notifications-engine/pkg/subscriptions/annotations.go. Key and form:
 * https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/#system-level-configuration
 */
const passing = {
  Application: ['argocd.argoproj.io/refresh', 'notified.notifications.argoproj.io'],
  ApplicationSet: ['argocd.argoproj.io/application-set-refresh'],
};

const ignorePassing = Object.fromEntries(
  Object.entries(passing).map(([kind, annotations]) => [
    `resource.customizations.ignoreDifferences.argoproj.io_${kind}`,
    printYaml({ jqPathExpressions: annotations.map((name) => `.metadata.annotations["${name}"]`) }),
  ]),
);
