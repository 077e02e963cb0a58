import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  grafanaAdminKeys,
  grafanaApi,
  grafanaContainer,
  grafanaFolders,
  grafanaObjects,
  grafanaOperatorVersion,
  grafanaPods,
  grafanaPorts,
  grafanaReady,
  grafanaResources,
  grafanaUser,
  synchronizedConditions,
} from '../../generators/upstream/grafanaOperator.ts';
import { goModule, sourceSays } from './source.ts';

const operator = await goModule('github.com/grafana/grafana-operator/v5', grafanaOperatorVersion);
const deployments = 'controllers/reconcilers/grafana/deployment_reconciler.go';
const constants = 'controllers/config/operator_constants.go';

test('what is made of a Grafana is called as is taken for its', () => {
  const makers = {
    deployment: 'GetGrafanaDeployment',
    service: 'GetGrafanaService',
    gossip: 'GetGrafanaHeadlessService',
    serviceAccount: 'GetGrafanaServiceAccount',
    adminSecret: 'GetGrafanaAdminSecret',
    config: 'GetGrafanaConfigMap',
    plugins: 'GetPluginsConfigMap',
  } as const;
  const text = operator.read('controllers/resources/resources.go');
  for (const [what, name] of Object.entries(grafanaObjects('main'))) {
    const [, body = ''] = new RegExp(`func ${makers[what as keyof typeof makers]}\\((.*?)\\n}`, 's').exec(text) ?? [];
    const [, format = ''] = /fmt\.Sprintf\("([^"]+)", cr\.Name\)/.exec(body) ?? [];
    assert.equal(format.replace('%s', 'main'), name, what);
  }
});

test('its pods have the label that is taken for theirs, and those of the template besides', () => {
  const [[label = ''] = []] = Object.entries(grafanaPods('main'));
  sourceSays(operator, 'controllers/reconcilers/grafana/reconcilers_shared.go', `appLabel = "${label}"`);
  sourceSays(operator, deployments, 'MatchLabels: map[string]string{ appLabel: cr.Name, },');
  sourceSays(operator, deployments, 'v1beta1.Merge(deployment, cr.Spec.Deployment)');
});

test('the container is what is taken for it', () => {
  const { cpu, memory, memoryLimit } = grafanaResources;
  sourceSays(operator, deployments, `Name: "${grafanaContainer}",`, 'Name: "grafana-http",');
  sourceSays(operator, deployments, `CPURequest = "${cpu}"`, `MemoryRequest = "${memory}"`);
  sourceSays(operator, deployments, `MemoryLimit = "${memoryLimit}"`, `RunAsUser: new(int64(${grafanaUser}))`);
  const { 'grafana-http': http, 'grafana-alert': gossip } = grafanaPorts;
  sourceSays(operator, constants, `GrafanaHTTPPort int = ${http}`, `GrafanaAlertPort int = ${gossip}`);
  sourceSays(operator, constants, 'GrafanaAlertPortName = "grafana-alert"');
  const { data, logs, tmp } = grafanaFolders;
  sourceSays(operator, constants, `GrafanaDataPath = "${data}"`, `GrafanaLogsPath = "${logs}"`);
  sourceSays(operator, constants, `GrafanaTmpPath = "${tmp}"`);
});

test('it is pinned by a whole name of an image, and then the operator does not know the version', () => {
  sourceSays(operator, deployments, 'if strings.ContainsAny(cr.Spec.Version, ":/@") { return cr.Spec.Version }');
  const ini = 'controllers/config/grafana_ini.go';
  sourceSays(operator, ini, 'if parsedVersion.GE(semver.MustParse("13.0.0"))', '["enable_gzip"] = "false"');
});

test('the Secret of the administrator holds the keys that are taken for its', () => {
  for (const key of grafanaAdminKeys) sourceSays(operator, constants, `= "${key}"`);
});

test('conditions are called as is taken for theirs, and say of which generation they are', () => {
  sourceSays(operator, 'controllers/grafana_controller.go', `conditionTypeGrafanaReady = "${grafanaReady}"`);
  for (const [kind, condition] of Object.entries(synchronizedConditions)) {
    const file = `controllers/${kind.replace('Grafana', '').toLowerCase()}_controller.go`;
    sourceSays(operator, file, `= "${condition}"`);
  }
  const shared = 'controllers/controller_shared.go';
  sourceSays(operator, shared, 'ObservedGeneration: generation,', 'conditionNoMatchingInstance = "NoMatchingInstance"');
  sourceSays(
    operator,
    shared,
    'conditionNoMatchingFolder = "NoMatchingFolder"',
    'conditionInvalidSpec = "InvalidSpec"',
  );
  assert.equal(grafanaApi, 'grafana.integreatly.org/v1beta1');
});

test('it elects a leader when told to, and may act in few namespaces', () => {
  sourceSays(operator, 'main.go', 'name:"leader-elect"');
  sourceSays(operator, 'deploy/helm/grafana-operator/templates/rbac.yaml', '{{- if .Values.namespaceScope }}');
});
