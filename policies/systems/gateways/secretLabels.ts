import type { ClusterView } from '../../../generators/model/rule.ts';
import { at, textAt } from '../../kubernetes/reading.ts';

/** The labels that a Secret will have; `undefined` where nothing here makes it. */
export function secretLabels(view: ClusterView, namespace: string, name: string): unknown {
  const written = view.find('Secret', namespace, name);
  if (written) return written.resource.metadata.labels ?? {};
  const certificate = view
    .ofKind('Certificate', 'cert-manager.io')
    .find(
      ({ resource: { metadata, spec } }) => metadata.namespace === namespace && textAt(spec, ['secretName']) === name,
    );
  if (certificate) return at(certificate.resource.spec, ['secretTemplate', 'labels']) ?? {};
  const fetched = view.ofKind('ExternalSecret', 'external-secrets.io').find(({ resource: { metadata, spec } }) => {
    return metadata.namespace === namespace && (textAt(spec, ['target', 'name']) || metadata.name) === name;
  });
  if (!fetched) return undefined;
  // Without a template the Secret has the labels of the ExternalSecret: `setMetadata` in
  // `pkg/controllers/externalsecret/externalsecret_controller_template.go` of external-secrets/external-secrets
  const { metadata, spec } = fetched.resource;
  const template = at(spec, ['target', 'template']);
  return (template === undefined ? metadata.labels : at(template, ['metadata', 'labels'])) ?? {};
}
