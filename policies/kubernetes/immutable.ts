const storageClass = 'volumeSpec.persistentVolumeClaim.storageClassName';

/**
 * Fields that nobody can change, by kind. As the API server's validation has them, per kind in
 * https://kubernetes.io/docs/reference/kubernetes-api/, and as custom resource definitions and webhooks of the operators
 * do: what they do not refuse, the StatefulSets do that they make of it.
 */
export const immutableFields: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['spec.selector'],
  'apps/DaemonSet': ['spec.selector'],
  'apps/StatefulSet': ['spec.selector', 'spec.serviceName', 'spec.podManagementPolicy', 'spec.volumeClaimTemplates'],
  'batch/Job': ['spec.selector', 'spec.template', 'spec.completionMode', 'spec.podFailurePolicy'],
  '/Service': ['spec.clusterIP', 'spec.clusterIPs', 'spec.loadBalancerClass'],
  '/PersistentVolumeClaim': [
    'spec.accessModes',
    'spec.dataSource',
    'spec.selector',
    'spec.storageClassName',
    'spec.volumeMode',
    'spec.volumeName',
  ],
  'storage.k8s.io/StorageClass': ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
  'scheduling.k8s.io/PriorityClass': ['value', 'preemptionPolicy'],
  'rbac.authorization.k8s.io/RoleBinding': ['roleRef'],
  'rbac.authorization.k8s.io/ClusterRoleBinding': ['roleRef'],
  'networking.k8s.io/IngressClass': ['spec.controller'],
  'node.k8s.io/RuntimeClass': ['handler'],
  'gateway.networking.k8s.io/GatewayClass': ['spec.controllerName'],
  // `internal/webhook/v1/cluster_webhook.go` and the definitions of cloudnative-pg/cloudnative-pg.
  'postgresql.cnpg.io/Cluster': ['spec.postgresUID', 'spec.postgresGID', 'spec.serviceAccountName'],
  'postgresql.cnpg.io/Pooler': ['spec.cluster', 'spec.serviceAccountName'],
  'postgresql.cnpg.io/ScheduledBackup': ['spec.cluster'],
  'postgresql.cnpg.io/Database': [
    'spec.cluster',
    'spec.name',
    'spec.encoding',
    'spec.locale',
    'spec.localeProvider',
    'spec.localeCollate',
    'spec.localeCType',
    'spec.icuLocale',
    'spec.icuRules',
    'spec.builtinLocale',
    'spec.collationVersion',
    'spec.template',
  ],
  'postgresql.cnpg.io/DatabaseRole': ['spec.cluster', 'spec.name'],
  // https://docs.percona.com/percona-operator-for-mysql/1.2.0/limitations.html
  'ps.percona.com/PerconaServerMySQL': ['spec.mysql.clusterType', `spec.mysql.${storageClass}`],
  'psmdb.percona.com/PerconaServerMongoDB': [
    `spec.replsets[].${storageClass}`,
    `spec.sharding.configsvrReplSet.${storageClass}`,
  ],
  'rabbitmq.com/RabbitmqCluster': ['spec.persistence.storageClassName'],
  'rabbitmq.com/Queue': ['spec.name', 'spec.vhost', 'spec.type', 'spec.durable', 'spec.autoDelete', 'spec.arguments'],
  'rabbitmq.com/Exchange': ['spec.name', 'spec.vhost', 'spec.type', 'spec.durable', 'spec.autoDelete'],
  'rabbitmq.com/Binding': ['spec'],
  'rabbitmq.com/Policy': ['spec.name', 'spec.vhost'],
  'rabbitmq.com/Permission': ['spec.vhost', 'spec.userReference'],
  'k8ssandra.io/K8ssandraCluster': [
    'spec.cassandra.clusterName',
    'spec.cassandra.softPodAntiAffinity',
    'spec.cassandra.config.cassandraYaml.num_tokens',
    'spec.reaper.keyspace',
    'spec.cassandra.storageConfig.cassandraDataVolumeClaimSpec.storageClassName',
  ],
};
