import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  eckOperatorName,
  eckVersion,
  elasticsearchBudget,
  elasticsearchContainer,
  elasticsearchFolder,
  elasticsearchPods,
  elasticsearchPorts,
  elasticsearchServices,
  elasticsearchSetup,
  elasticsearchUser,
  elasticUser,
  elasticUserKey,
  httpAuthority,
  httpAuthorityKeys,
  httpService,
  keystoreSetup,
  kibanaContainer,
  kibanaObjects,
  kibanaPods,
  kibanaPorts,
  kibanaSetup,
  kibanaUser,
  masterLabel,
  nodeSet,
  nodeSetLabel,
} from '../../generators/upstream/elastic.ts';
import { goModule, sourceSays } from './source.ts';

const eck = await goModule('github.com/elastic/cloud-on-k8s/v3', eckVersion);
const names = 'pkg/apis/elasticsearch/v1/name.go';
const services = 'pkg/controller/elasticsearch/services/services.go';
const label = 'pkg/controller/elasticsearch/label/label.go';

test('what is made of an Elasticsearch is called as is taken for its', () => {
  sourceSays(eck, names, 'ESNamer = common_name.NewNamer("es")', 'return ESNamer.Suffix(esName, nodeSetName)');
  assert.equal(nodeSet('logs', 'a'), 'logs-es-a');
  const suffixes = {
    httpServiceSuffix: httpService('logs'),
    elasticUserSecretSuffix: elasticUser('logs'),
    defaultPodDisruptionBudget: elasticsearchBudget('logs'),
  };
  for (const [constant, name] of Object.entries(suffixes)) {
    assert.match(eck.read(names), new RegExp(`${constant}\\s+= "${name.replace('logs-es-', '')}"`), constant);
  }
  const certificates = 'pkg/controller/common/certificates/secret.go';
  sourceSays(
    eck,
    certificates,
    'certsPublicSecretName = "certs-public"',
    'namer.Suffix(ownerName, string(HTTPCAType),',
  );
  assert.equal(httpAuthority('logs'), 'logs-es-http-certs-public');
  sourceSays(eck, certificates, ...httpAuthorityKeys.map((key) => `FileName = "${key}"`));
  sourceSays(eck, 'pkg/controller/elasticsearch/user/predefined.go', `ElasticUserName = "${elasticUserKey}"`);
});

test('its Services are those that are taken for its, with these ports', () => {
  const { https, transport } = elasticsearchPorts;
  sourceSays(
    eck,
    'pkg/controller/elasticsearch/network/ports.go',
    `HTTPPort = ${https}`,
    `TransportPort = ${transport}`,
  );
  sourceSays(eck, services, 'Port: network.TransportPort,', 'Port: network.HTTPPort,');
  assert.deepEqual(Object.keys(elasticsearchServices('logs')), [
    'logs-es-http',
    'logs-es-internal-http',
    'logs-es-transport',
  ]);
  for (const suffix of ['http', 'internal-http', 'transport']) {
    assert.match(eck.read(names), new RegExp(`ServiceSuffix\\s+= "${suffix}"`));
  }
});

test('its pods have the labels, containers and users that are taken for theirs', () => {
  for (const key of Object.keys(elasticsearchPods('logs'))) {
    if (key.startsWith('elasticsearch')) sourceSays(eck, label, `"${key}"`);
    else sourceSays(eck, 'pkg/apis/common/v1/common.go', `TypeLabelName = "${key}"`);
  }
  sourceSays(eck, label, 'Type = "elasticsearch"', `NodeTypesMasterLabelName labels.TrueFalseLabel = "${masterLabel}"`);
  sourceSays(eck, label, `StatefulSetNameLabelName = "${nodeSetLabel}"`);
  const { name, volume } = elasticsearchContainer;
  sourceSays(eck, 'pkg/apis/elasticsearch/v1/elasticsearch_types.go', `ElasticsearchContainerName = "${name}"`);
  sourceSays(
    eck,
    'pkg/controller/elasticsearch/volume/names.go',
    `ElasticsearchDataVolumeName = "${volume}"`,
    `ConfigVolumeMountPath = "${elasticsearchFolder}"`,
  );
  sourceSays(
    eck,
    'pkg/controller/elasticsearch/nodespec/podspec.go',
    `defaultFsGroup = ${elasticsearchUser}`,
    'enableReadOnlyRootFilesystem = true',
  );
});

test('containers that prepare a node ask for what is taken for theirs', () => {
  sourceSays(
    eck,
    'pkg/controller/elasticsearch/initcontainer/prepare_fs.go',
    `corev1.ResourceMemory: resource.MustParse("${elasticsearchSetup.memory}"), corev1.ResourceCPU: resource.MustParse("0.1")`,
  );
  assert.equal(elasticsearchSetup.cpu, '100m');
  sourceSays(
    eck,
    'pkg/controller/elasticsearch/initcontainer/keystore.go',
    `corev1.ResourceMemory: resource.MustParse("${keystoreSetup.memory}"), corev1.ResourceCPU: resource.MustParse("${keystoreSetup.cpu}")`,
  );
});

test('accounts come from Secrets with a name, a password and roles, and the budget follows the health of the cluster', () => {
  sourceSays(eck, 'pkg/controller/elasticsearch/user/user_provided.go', 'BasicAuthSecretRolesKey = "roles"');
  sourceSays(eck, 'pkg/controller/elasticsearch/user/roles.go', 'RolesFile = "roles.yml"');
  const budget = 'pkg/controller/elasticsearch/pdb/reconcile_default.go';
  sourceSays(eck, budget, 'minAvailable := nodeCount - allowedDisruptionsForSinglePDB(es, statefulSets)');
});

test('Kibana is what is taken for it', () => {
  const { deployment, service } = kibanaObjects('logs');
  assert.deepEqual([deployment, service], ['logs-kb', 'logs-kb-http']);
  const kibanaNames = 'pkg/apis/kibana/v1/name.go';
  sourceSays(eck, kibanaNames, 'KBNamer = common_name.NewNamer("kb")', 'httpServiceSuffix = "http"');
  sourceSays(eck, kibanaNames, 'return KBNamer.Suffix(kbName) }');
  sourceSays(eck, 'pkg/controller/kibana/network/ports.go', `HTTPPort = ${kibanaPorts.https}`);
  sourceSays(eck, 'pkg/apis/kibana/v1/kibana_types.go', `KibanaContainerName = "${kibanaContainer}"`);
  sourceSays(eck, 'pkg/controller/kibana/pod.go', `defaultFSUser = ${kibanaUser}`);
  const [type = '', name = ''] = Object.keys(kibanaPods('logs'));
  sourceSays(eck, 'pkg/controller/kibana/label/label.go', `KibanaNameLabelName = "${name}"`, 'Type = "kibana"');
  sourceSays(eck, 'pkg/apis/common/v1/common.go', `TypeLabelName = "${type}"`);
  const setup = 'pkg/controller/kibana/initcontainer/prepare_fs.go';
  sourceSays(eck, setup, `corev1.ResourceMemory: resource.MustParse("${kibanaSetup.memory}"),`, 'MustParse("0.1")');
});

test('the operator needs no rights in the cluster as a whole, and its chart is called as is taken for it', () => {
  const chart = 'deploy/eck-operator';
  sourceSays(
    eck,
    `${chart}/values.yaml`,
    `fullnameOverride: "${eckOperatorName}"`,
    `nameOverride: "${eckOperatorName}"`,
  );
  sourceSays(eck, `${chart}/templates/role-bindings.yaml`, '{{- if not .Values.createClusterScopedResources }}');
  sourceSays(eck, `${chart}/templates/configmap.yaml`, 'namespaces: [{{ join "," . }}]');
});
