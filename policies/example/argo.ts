import type { Resource } from '../../generators/model/resource.ts';

// Objects of Argo CD, as its hub holds them.
const metadata = (name: string) => ({ name, namespace: 'backend', labels: { 'app.kubernetes.io/name': 'argocd' } });
const repoURL = 'https://git.example.com/gitops.git';
const syncPolicy = { automated: { prune: true, selfHeal: true } };

/** A project that names all it allows. */
export const appProject: Resource = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: metadata('production'),
  spec: {
    sourceRepos: [repoURL],
    destinations: [{ name: 'aws-us-east-1', namespace: 'backend' }],
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'backend' }],
    namespaceResourceWhitelist: [{ group: 'apps', kind: 'Deployment' }],
  },
};

/** An Application that deletes nothing when it goes. */
export const application: Resource = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: metadata('root'),
  spec: {
    project: 'production',
    source: { repoURL, targetRevision: 'main', path: 'argocd/hub' },
    destination: { name: 'aws-us-east-1', namespace: 'backend' },
    syncPolicy,
  },
};

/** Makes Applications, and deletes none. */
export const applicationSet: Resource = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'ApplicationSet',
  metadata: metadata('services'),
  spec: {
    goTemplate: true,
    goTemplateOptions: ['missingkey=error'],
    generators: [{ clusters: {} }],
    syncPolicy: { applicationsSync: 'create-update', preserveResourcesOnDeletion: true },
    template: {
      metadata: { name: '{{ .name }}-api' },
      spec: {
        project: 'production',
        source: { repoURL, targetRevision: 'main', path: 'overlays/production' },
        destination: { name: '{{ .name }}', namespace: 'backend' },
        syncPolicy,
      },
    },
  },
};
