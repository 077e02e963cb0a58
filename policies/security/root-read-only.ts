import { rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { containersOf, workloadsOf } from '../kubernetes/workload.ts';

const field = 'securityContext.readOnlyRootFilesystem';
const container = 'spec.template.spec.containers[api]';

const rootReadOnly = rule({
  code: 'root-read-only',
  severity: 'error',
  title: "No container may write to its image's file system.",
  why:
    'Whoever breaks into a process that can write there leaves tools behind, and what an app writes there fills the ' +
    "node's disk until the kubelet evicts its neighbours. " +
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  fix: 'Set securityContext.readOnlyRootFilesystem: true and mount an emptyDir with a sizeLimit where it writes.',
  *check(view) {
    for (const workload of workloadsOf(view)) {
      for (const { container, field: at } of containersOf(workload)) {
        if (container.securityContext?.readOnlyRootFilesystem === true) continue;
        yield {
          object: workload.built,
          field: `${at}.${field}`,
          message: `Container ${container.name} may write to its root file system.`,
        };
      }
    }
  },
  passes: [{ title: 'writing to a bounded emptyDir', objects: [deployment] }],
  fails: [
    { title: 'the default', objects: [withField(deployment, `${container}.${field}`, undefined)] },
    { title: 'a writable root', objects: [withField(deployment, `${container}.${field}`, false)] },
  ],
});

export default rootReadOnly;
