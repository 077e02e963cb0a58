import { list, texts } from './reading.ts';
import { type ContainerOf, containersOf, type Workload } from './workload.ts';

/** A field that breaks the standard, and how. */
export interface Breach {
  readonly field: string;
  readonly message: string;
}

/**
 * Where a pod breaks the restricted Pod Security Standard of Kubernetes 1.34 and later, Linux pods:
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function* restrictedBreaches(workload: Workload): Iterable<Breach> {
  const { pod, path } = workload;
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC'] as const) {
    if (pod[field]) yield { field: `${path}.${field}`, message: `${field} is true.` };
  }
  for (const { name, ...sources } of list(pod.volumes)) {
    const type = Object.keys(sources).find((key) => !volumeTypes.has(key));
    if (type) yield { field: `${path}.volumes[${name}].${type}`, message: `Volume ${name} is of the type ${type}.` };
  }
  for (const { name } of list(pod.securityContext?.sysctls)) {
    if (!sysctls.has(name)) {
      yield { field: `${path}.securityContext.sysctls[${name}]`, message: `The sysctl ${name} is not a safe one.` };
    }
  }
  if (pod.securityContext?.runAsUser === 0) {
    yield { field: `${path}.securityContext.runAsUser`, message: 'The pod runs as user 0.' };
  }
  yield* profileBreaches(pod.securityContext, `${path}.securityContext`, 'The pod');
  for (const container of containersOf(workload)) yield* containerBreaches(workload, container);
}

/** https://kubernetes.io/docs/concepts/storage/volumes/ without those that reach the host or bypass claims. */
const volumeTypes = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

const sysctls = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_syncookies',
]);

function* containerBreaches({ pod }: Workload, { container, field }: ContainerOf): Iterable<Breach> {
  const { name } = container;
  const own = container.securityContext;
  const at = `${field}.securityContext`;
  const breach = (key: string, what: string): Breach => ({
    field: `${at}.${key}`,
    message: `Container ${name} ${what}.`,
  });
  if (own?.privileged) yield breach('privileged', 'is privileged');
  if (own?.allowPrivilegeEscalation !== false) yield breach('allowPrivilegeEscalation', 'may gain privileges');
  if ((own?.runAsNonRoot ?? pod.securityContext?.runAsNonRoot) !== true) {
    yield breach('runAsNonRoot', 'may run as root: runAsNonRoot is not true');
  }
  if (own?.runAsUser === 0) yield breach('runAsUser', 'runs as user 0');
  if (!texts(own?.capabilities?.drop).includes('ALL')) yield breach('capabilities.drop', 'does not drop ALL');
  for (const capability of texts(own?.capabilities?.add)) {
    if (capability !== 'NET_BIND_SERVICE') yield breach('capabilities.add', `adds the capability ${capability}`);
  }
  if (!own?.seccompProfile && !pod.securityContext?.seccompProfile) {
    yield breach('seccompProfile', 'has no seccomp profile, nor has its pod');
  }
  if (own?.procMount && own.procMount !== 'Default') yield breach('procMount', `mounts /proc as ${own.procMount}`);
  yield* profileBreaches(own, at, `Container ${name}`);
  for (const { hostPort } of list(container.ports)) {
    if (hostPort) yield { field: `${field}.ports`, message: `Container ${name} takes port ${hostPort} of its node.` };
  }
  for (const [key, handler] of Object.entries(handlersOf(container))) {
    const host = handler?.httpGet?.host ?? handler?.tcpSocket?.host;
    if (host) yield { field: `${field}.${key}`, message: `Container ${name} has its node call ${host} in ${key}.` };
  }
}

type SecurityContext = ContainerOf['container']['securityContext'] | Workload['pod']['securityContext'];

/** Profiles that a pod and a container set alike. */
function* profileBreaches(context: SecurityContext, field: string, who: string): Iterable<Breach> {
  const seccomp = context?.seccompProfile?.type;
  if (seccomp && seccomp !== 'RuntimeDefault' && seccomp !== 'Localhost') {
    yield { field: `${field}.seccompProfile.type`, message: `${who} has the seccomp profile ${seccomp}.` };
  }
  if (context?.appArmorProfile?.type === 'Unconfined') {
    yield { field: `${field}.appArmorProfile.type`, message: `${who} has the AppArmor profile Unconfined.` };
  }
  const { type, user, role } = context?.seLinuxOptions ?? {};
  if (user || role || (type && !seLinuxTypes.has(type))) {
    yield { field: `${field}.seLinuxOptions`, message: `${who} sets SELinux options of its own.` };
  }
}

const seLinuxTypes = new Set(['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);

function handlersOf({ startupProbe, readinessProbe, livenessProbe, lifecycle }: ContainerOf['container']) {
  const { preStop, postStart } = lifecycle ?? {};
  return {
    startupProbe,
    readinessProbe,
    livenessProbe,
    'lifecycle.preStop': preStop,
    'lifecycle.postStart': postStart,
  };
}
