import type { Finding } from '../../model/finding.ts';
import { formatPosition } from '../../model/position.ts';
import { type Document, findingAt } from '../document.ts';
import { quote } from '../show.ts';
import { itemsOf, writtenText, writtenValue } from '../written.ts';

/**
 * The name by which Argo CD knows its own cluster, whatever is registered: `KubernetesInClusterName` in
 * pkg/apis/application/v1alpha1/application_defaults.go
 */
const ownName = 'in-cluster';

/**
 * Findings about two clusters of one name, in one environment or in two, and about a cluster with the name that Argo CD
 * has for its own: it identifies clusters by name.
 */
export function checkClusterNames(environments: readonly Document[]): Finding[] {
  const findings: Finding[] = [];
  const taken = new Map<string, string>();
  for (const document of environments) {
    for (const index of itemsOf(writtenValue(document.root, ['clusters'])).keys()) {
      const path = ['clusters', index, 'name'];
      const name = writtenText(document.root, path);
      if (!name) continue;
      const at = document.source.position(name.at);
      if (name.text === ownName) {
        const says = `${quote(ownName)} is Argo CD's own name for the cluster that it runs in.`;
        findings.push(findingAt(document, path, 'reserved-name', says, 'Give the cluster another name.', at));
      }
      const first = taken.get(name.text);
      if (first === undefined) {
        taken.set(name.text, formatPosition(at));
        continue;
      }
      const says = `The cluster name ${quote(name.text)} is taken by ${first}.`;
      const fix = 'Give it a name of its own: names are unique in the whole fleet.';
      findings.push(findingAt(document, path, 'duplicate-cluster', says, fix, at));
    }
  }
  return findings;
}
