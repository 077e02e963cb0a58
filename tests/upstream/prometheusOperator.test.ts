import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  alertmanagerMemory,
  alertmanagerPorts,
  governedPods,
  governingService,
  gracePeriod,
  monitorContainers,
  monitorPods,
  monitorSecrets,
  monitorSet,
  monitorVolume,
  podManagement,
  prometheusOperatorVersion,
  prometheusPorts,
  reloaderPorts,
  reloaderResources,
  ruleFiles,
  shardLabel,
} from '../../generators/upstream/prometheusOperator.ts';
import { goModule, sourceSays } from './source.ts';

const operator = await goModule('github.com/prometheus-operator/prometheus-operator', prometheusOperatorVersion);
const files = {
  Prometheus: 'pkg/prometheus/server/statefulset.go',
  Alertmanager: 'pkg/alertmanager/statefulset.go',
} as const;
const controllers = {
  Prometheus: 'pkg/prometheus/server/operator.go',
  Alertmanager: 'pkg/alertmanager/operator.go',
} as const;
const kinds = ['Prometheus', 'Alertmanager'] as const;

/** What the operator's constants hold. */
const constants: Readonly<Record<string, string>> = {
  'operator.ManagedByLabelKey': 'app.kubernetes.io/managed-by',
  'operator.ApplicationNameLabelKey': 'app.kubernetes.io/name',
  'operator.ApplicationInstanceLabelKey': 'app.kubernetes.io/instance',
  'prompkg.PrometheusNameLabelName': 'operator.prometheus.io/name',
};

/** The labels that `makeSelectorLabels` gives the pods of an object with this name. */
function selectorLabels(file: string, name: string): Record<string, string> {
  const [, body = ''] = /func makeSelectorLabels\(name string\)[^{]*\{\s*return map\[string\]string\{(.*?)\n\t\}/s.exec(
    operator.read(file),
  ) ?? ['', ''];
  const [, application = ''] = /applicationNameLabelValue\s*=\s*"([^"]+)"/.exec(operator.read(file)) ?? [];
  const values: Record<string, string> = {
    name,
    applicationNameLabelValue: application,
    'operator.ManagedByLabelValue': 'prometheus-operator',
  };
  const lines = body.split('\n').map((line) => /^\s*(\S+):\s+(\S+),$/.exec(line));
  return Object.fromEntries(
    lines
      .filter((line) => line !== null)
      .map(([, key = '', value = '']) => [constants[key] ?? key.replaceAll('"', ''), values[value] ?? value]),
  );
}

for (const kind of kinds) {
  test(`pods of ${kind} have the labels that are taken for theirs`, () => {
    assert.deepEqual(selectorLabels(controllers[kind], 'main'), monitorPods(kind, 'main'));
    sourceSays(operator, files[kind], 'maps.Copy(podLabels, podSelectorLabels)');
  });

  test(`containers of ${kind} are called as is taken for theirs`, () => {
    sourceSays(operator, files[kind], `"${monitorContainers(kind).main}"`);
    const reloading = kind === 'Prometheus' ? 'pkg/prometheus/common.go' : files[kind];
    const { init, reloader } = monitorContainers(kind);
    sourceSays(operator, reloading, `"${init}"`, `"${reloader}"`);
  });

  test(`a StatefulSet of ${kind} starts all pods at once, below the Service that is taken for its`, () => {
    sourceSays(operator, files[kind], `monitoringv1.${podManagement}PodManagement)`, `"${governingService(kind)}"`);
    const serving = kind === 'Prometheus' ? controllers[kind] : files[kind];
    sourceSays(operator, serving, 'operator.ApplicationNameLabelKey: applicationNameLabelValue,');
    assert.deepEqual(Object.keys(governedPods(kind)), ['app.kubernetes.io/name']);
    const ending = kind === 'Prometheus' ? 'pkg/prometheus/common.go' : files[kind];
    sourceSays(operator, ending, `TerminationGracePeriodSeconds = int64(${gracePeriod[kind]})`);
  });
}

test('the constants of labels hold what is taken for theirs', () => {
  const file = 'pkg/operator/kubernetes.go';
  sourceSays(operator, file, 'ManagedByLabelValue = "prometheus-operator"');
  for (const [name, value] of Object.entries(constants).filter(([key]) => key.startsWith('operator.'))) {
    sourceSays(operator, file, `${name.replace('operator.', '')} = "${value}"`);
  }
  sourceSays(operator, 'pkg/prometheus/common.go', `ShardLabelName = "${shardLabel}"`);
  sourceSays(operator, 'pkg/prometheus/common.go', 'PrometheusNameLabelName = "operator.prometheus.io/name"');
});

test('shards, volumes, Secrets and rules are called as is taken for theirs', () => {
  const common = 'pkg/prometheus/common.go';
  sourceSays(operator, common, 'fmt.Sprintf("%s-shard-%d", base, shard)', 'fmt.Sprintf("%s-%s", Prefix(p)');
  assert.equal(monitorSet('Prometheus', 'main', 2), 'prometheus-main-shard-2');
  sourceSays(
    operator,
    common,
    'fmt.Sprintf("%s-tls-assets", PrefixedName(p))',
    'ConfigFilename = "prometheus.yaml.gz"',
  );
  sourceSays(operator, common, 'fmt.Sprintf("%s-web-config", PrefixedName(p))');
  assert.deepEqual(Object.keys(monitorSecrets('Prometheus', 'main')), [
    'prometheus-main',
    'prometheus-main-tls-assets-0',
    'prometheus-main-web-config',
  ]);
  sourceSays(operator, files.Alertmanager, 'prefixedName(name) + "-generated"', '"%s-web-config", prefixedName(name)');
  sourceSays(operator, files.Alertmanager, 'fmt.Sprintf("alertmanager-%s", name)', '= "alertmanager.yaml.gz"');
  sourceSays(operator, 'pkg/alertmanager/clustertlsconfig/config.go', '"alertmanager-%s-cluster-tls-config", a.Name');
  sourceSays(operator, 'pkg/webconfig/config.go', 'configFile = "web-config.yaml"');
  sourceSays(operator, common, 'fmt.Sprintf("%s-db", PrefixedName(p))');
  sourceSays(operator, files.Alertmanager, 'fmt.Sprintf("%s-db", prefixedName(name))');
  assert.equal(monitorVolume('Alertmanager', 'main'), 'alertmanager-main-db');
  sourceSays(operator, 'pkg/operator/rules.go', 'fmt.Sprintf("%s-rulefiles-%d", prs.namePrefix, i)');
  assert.equal(ruleFiles('main'), 'prometheus-main-rulefiles-0');
  sourceSays(operator, 'pkg/operator/sharded_secret.go', 'fmt.Sprintf("%s-%d", s.template.Name, index)');
});

test('pods listen on the ports that are taken for theirs', () => {
  sourceSays(operator, 'pkg/prometheus/common.go', `ContainerPort: ${prometheusPorts.web},`);
  const { web, mesh } = alertmanagerPorts;
  sourceSays(operator, files.Alertmanager, `alertmanagerWebPort = ${web}`, `alertmanagerMeshPort = ${mesh}`);
  const { 'reloader-web': reload, 'reloader-init': init } = reloaderPorts;
  const reloading = 'pkg/operator/config_reloader.go';
  sourceSays(operator, reloading, `configReloaderPort = ${reload}`, `initConfigReloaderPort = ${init}`);
  sourceSays(operator, reloading, 'portName := "reloader-web"', 'portName = "reloader-init"');
});

test('containers ask for as much as is taken for theirs', () => {
  const { cpu, memory } = reloaderResources;
  sourceSays(operator, 'cmd/operator/main.go', `defaultReloaderCPU = "${cpu}"`, `defaultReloaderMemory = "${memory}"`);
  sourceSays(operator, files.Alertmanager, `resource.MustParse("${alertmanagerMemory}")`);
});

test('nothing elects a leader, and the operator makes no budget: it may not', () => {
  assert.doesNotMatch(operator.read('cmd/operator/main.go'), /leader/i);
  assert.doesNotMatch(
    operator.read('example/rbac/prometheus-operator/prometheus-operator-cluster-role.yaml'),
    /poddisruptionbudgets/,
  );
});
