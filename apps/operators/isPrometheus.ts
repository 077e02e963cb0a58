import { groupOf, type Resource } from '../../generators/model/resource.ts';

/** Whether an object is a Prometheus: exporters that speak of a whole cluster run where one reads them. */
export function isPrometheus(object: Resource): boolean {
  return object.kind === 'Prometheus' && groupOf(object) === 'monitoring.coreos.com';
}
