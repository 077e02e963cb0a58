import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cassandraAccounts,
  cassandraCommon,
  cassandraLabels,
  cassandraPorts,
  cassandraServices,
  datacenterBudget,
  datacenterService,
  k8ssandraVersions,
  reaperLabel,
  reaperName,
  reaperPods,
  reaperPorts,
} from '../../generators/upstream/k8ssandra.ts';
import { accountKeys } from '../../generators/upstream/secretKeys.ts';
import { quoted, sourceSays } from './source.ts';

const k8ssandra = quoted('k8ssandra-operator', k8ssandraVersions.k8ssandra);
const cassOperator = quoted('cass-operator', k8ssandraVersions.cassOperator);
const types = 'apis/cassandra/v1beta1/cassandradatacenter_types.go';

test('cass-operator is the one that K8ssandra is built with', () => {
  sourceSays(k8ssandra, 'go.mod', `github.com/k8ssandra/cass-operator v${k8ssandraVersions.cassOperator}`);
});

test('nodes have the labels that are taken for theirs', () => {
  const { cluster, datacenter, rack } = cassandraLabels;
  sourceSays(
    cassOperator,
    types,
    `ClusterLabel = "${cluster}"`,
    `DatacenterLabel = "${datacenter}"`,
    `RackLabel = "${rack}"`,
  );
  sourceSays(cassOperator, types, 'CleanLabelValue(dc.Name)', 'ClusterLabel: CleanLabelValue(dc.Spec.ClusterName)');
  const labels = 'pkg/oplabels/labels.go';
  const { 'app.kubernetes.io/managed-by': by, 'app.kubernetes.io/name': name } = cassandraCommon('feed');
  sourceSays(cassOperator, labels, `ManagedByLabelValue = "${by}"`, `NameLabelValue = "${name}"`);
  sourceSays(cassOperator, labels, 'CreatedByLabelValue = ManagedByLabelValue', `fmt.Sprintf("${name}-%s"`);
  sourceSays(
    cassOperator,
    'pkg/reconciliation/construct_podtemplatespec.go',
    'oplabels.AddOperatorLabels(podLabels, dc)',
  );
});

test('nodes and Reaper listen on the ports that are taken for theirs', () => {
  const { cql, internode, management, metrics, medusa } = cassandraPorts;
  sourceSays(cassOperator, types, `DefaultNativePort = ${cql}`, `DefaultInternodePort = ${internode}`);
  sourceSays(cassOperator, types, `namedPort("mgmt-api-http", ${management})`, `namedPort("metrics", ${metrics})`);
  sourceSays(k8ssandra, 'pkg/medusa/reconcile.go', `DefaultMedusaPort = ${medusa}`);
  const { api, metrics: ofReaper } = reaperPorts;
  sourceSays(k8ssandra, 'pkg/reaper/deployment.go', `ContainerPort: ${api}`, `ContainerPort: ${ofReaper}`);
});

test('Reaper’s pod has the name and the labels that are taken for its', () => {
  const own = reaperPods('feed', 'dc1');
  const constants = 'apis/k8ssandra/v1alpha1/constants.go';
  sourceSays(k8ssandra, 'apis/reaper/v1alpha1/reaper_types.go', `ReaperLabel = "${reaperLabel}"`);
  sourceSays(k8ssandra, constants, `NameLabelValue = "${own['app.kubernetes.io/name']}"`);
  sourceSays(k8ssandra, constants, `ComponentLabelValueReaper = "${own['app.kubernetes.io/component']}"`);
  sourceSays(k8ssandra, constants, `PartOfLabelValue = "${own['app.kubernetes.io/part-of']}"`);
  sourceSays(k8ssandra, 'pkg/reaper/labels.go', 'k8ssandraapi.ManagedByLabel: k8ssandraapi.NameLabelValue');
  sourceSays(k8ssandra, 'pkg/reaper/labels.go', 'reaperapi.ReaperLabel: r.Name');
  const parts = reaperName('feed', 'dc1').replace(/^feed-dc1/, '');
  sourceSays(k8ssandra, 'pkg/reaper/resource.go', `dc.Spec.ClusterName + "-" + dc.DatacenterName() + "${parts}"`);
});

test('the Services of a datacenter have the names and the ports that are taken for theirs', () => {
  const services = cassandraServices('feed', 'dc1');
  const whole = (name: string) =>
    name
      .replace(/^feed-dc1/, '(dc.Spec.ClusterName) + "-" + dc.LabelResourceName() + "')
      .replace(/^feed/, '(dc.Spec.ClusterName) + "');
  sourceSays(cassOperator, types, ...Object.keys(services).map((name) => `${whole(name)}"`));
  const [cql, ...fixed] = services[datacenterService('feed', 'dc1')] ?? [];
  const file = 'pkg/reconciliation/construct_service.go';
  sourceSays(cassOperator, file, 'nativePort := api.DefaultNativePort', ...fixed.map((port) => `", ${port}, ${port})`));
  assert.equal(cql, cassandraPorts.cql);
});

test('cass-operator makes the budget that is taken for made', () => {
  const { name, minAvailable } = datacenterBudget('dc1', 6);
  const file = 'pkg/reconciliation/constructor.go';
  sourceSays(cassOperator, file, `dc.Name + "${name.replace('dc1', '')}"`, `dc.Spec.Size - ${6 - minAvailable}`);
});

test('the operators make the Secrets that are taken for made, with their keys', () => {
  const [superuser, medusa, reaper, ui] = cassandraAccounts('', { medusa: {}, reaper: {} });
  sourceSays(k8ssandra, 'pkg/secret/replicated.go', `"%s${superuser}"`);
  sourceSays(k8ssandra, 'pkg/medusa/reconcile.go', `"%s${medusa}"`);
  sourceSays(
    k8ssandra,
    'pkg/reaper/secrets.go',
    `"%v${reaper}"`,
    `"%v${ui}"`,
    ...accountKeys.map((key) => `= "${key}"`),
  );
});
