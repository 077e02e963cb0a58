import { compareVersions, versionIn } from '../../model/version.ts';
import type { Consequence, DangerReading } from './consequence.ts';

/**
 * Another version of a chart: what it makes is not built here. An older one brings definitions of before, and the API
 * server refuses those without a version in which objects were ever stored:
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#upgrade-existing-objects-to-a-new-stored-version
 */
export const chartVersion: DangerReading = ({ kind, after, fields }) => {
  if (kind !== 'changed' || after?.kind !== 'Source') return [];
  return fields.flatMap(({ field, from, to }): Consequence[] => {
    if (!field.endsWith('.targetRevision')) return [];
    const [was, is] = [from, to].map((one) => versionIn(String(one)));
    const isOlder = was && is && compareVersions(is, was) < 0;
    const older: Consequence = {
      danger: 'attended',
      words:
        'an older version: the API server refuses its definitions where objects are stored in a version that they lack, and the operator may not read what the later one wrote',
      field,
    };
    const unseen: Consequence = {
      danger: 'unseen',
      words: 'what this version of the chart changes in the cluster',
      field,
    };
    return [...(isOlder ? [older] : []), unseen];
  });
};
