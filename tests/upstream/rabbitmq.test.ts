import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  brokerPods,
  brokerServices,
  brokerSetup,
  defaultUser,
  defaultUserKeys,
  rabbitmqPorts,
  rabbitmqVersions,
  userCredentials,
} from '../../generators/upstream/rabbitmq.ts';
import { accountKeys } from '../../generators/upstream/secretKeys.ts';
import { goModule, sourceSays } from './source.ts';

const operator = await goModule('github.com/rabbitmq/cluster-operator/v2', rabbitmqVersions.cluster);
const topology = await goModule('github.com/rabbitmq/messaging-topology-operator', rabbitmqVersions.topology);
const statefulSet = 'internal/resource/statefulset.go';

test('nodes have the labels that are taken for theirs', () => {
  const [[name] = [''], ...fixed] = Object.entries(brokerPods('events'));
  sourceSays(operator, 'internal/metadata/label.go', `"${name}": instanceName`);
  sourceSays(operator, 'internal/metadata/label.go', ...fixed.map(([label, value]) => `"${label}": "${value}"`));
  sourceSays(operator, statefulSet, 'Labels: metadata.Label(builder.Instance.Name)');
});

test('nodes listen on the ports that are taken for theirs', () => {
  const { nodes, mapper, amqp, management, metrics } = rabbitmqPorts;
  const declared = { epmd: mapper, amqp, management, prometheus: metrics };
  const ports = Object.entries(declared).map(([name, port]) => `Name: "${name}", ContainerPort: ${port},`);
  sourceSays(operator, statefulSet, ...ports);
  sourceSays(operator, 'internal/resource/headless_service.go', `Port: ${nodes},`);
});

test('the Services of a broker have the names and the ports that are taken for theirs', () => {
  const [[name, ports = []] = [], [nodes = ''] = []] = Object.entries(brokerServices('events'));
  assert.equal(name, 'events');
  const file = 'internal/resource/service.go';
  sourceSays(operator, file, 'ServiceSuffix = ""', ...ports.map((port) => `Port: ${port}, TargetPort`));
  sourceSays(operator, 'internal/resource/headless_service.go', `Suffix = "${nodes.replace('events-', '')}"`);
});

test('the container that sets up a node asks for as much as is taken for its', () => {
  const { cpu, memory } = brokerSetup;
  sourceSays(operator, statefulSet, `initContainerCPU string = "${cpu}"`, `initContainerMemory string = "${memory}"`);
  sourceSays(operator, statefulSet, '"cpu": cpuRequest, "memory": memoryRequest,');
});

test('the operators make the Secrets that are taken for made, with their keys', () => {
  const file = 'internal/resource/default_user_secret.go';
  sourceSays(operator, file, `DefaultUserSecretName = "${defaultUser('').slice(1)}"`);
  for (const key of defaultUserKeys) sourceSays(operator, file, `"${key}"`);
  const user = 'internal/controller/user_controller.go';
  sourceSays(topology, user, `user.Name + "${userCredentials('')}"`, ...accountKeys.map((key) => `"${key}"`));
});

test('the operator makes no budget: it may not', () => {
  assert.doesNotMatch(operator.read('config/rbac/role.yaml'), /poddisruptionbudgets/);
});
