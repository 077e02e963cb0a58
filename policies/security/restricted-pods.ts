import { rule } from '../../generators/model/rule.ts';
import { deployment } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { restrictedBreaches } from '../kubernetes/podSecurity.ts';
import { workloadsOf } from '../kubernetes/workload.ts';

const pod = 'spec.template.spec';
const container = `${pod}.containers[api]`;
const capabilities = `${container}.securityContext.capabilities`;

const restrictedPods = rule({
  code: 'restricted-pods',
  severity: 'error',
  title: 'Every pod keeps the restricted Pod Security Standard.',
  why:
    'A process that breaks out of a pod with more rights than these owns the node and every other pod on it. ' +
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  fix: "Set the field as the standard's table of restricted controls says.",
  *check(view) {
    for (const workload of workloadsOf(view)) {
      for (const breach of restrictedBreaches(workload)) yield { object: workload.built, ...breach };
    }
  },
  passes: [
    {
      title: 'a container may bind a port below 1024 and set a profile of its own',
      objects: [
        withField(
          withField(deployment, capabilities, { drop: ['ALL'], add: ['NET_BIND_SERVICE'] }),
          `${container}.securityContext.seccompProfile`,
          { type: 'Localhost', localhostProfile: 'profiles/api.json' },
        ),
      ],
    },
  ],
  fails: [
    { title: 'a pod in the network of its node', objects: [withField(deployment, `${pod}.hostNetwork`, true)] },
    {
      title: 'a folder of the node',
      objects: [withField(deployment, `${pod}.volumes[1]`, { name: 'logs', hostPath: { path: '/var/log' } })],
    },
    {
      title: 'a pod that may run as root',
      objects: [withField(deployment, `${pod}.securityContext.runAsNonRoot`, undefined)],
    },
    { title: 'user 0', objects: [withField(deployment, `${pod}.securityContext.runAsUser`, 0)] },
    {
      title: 'no seccomp profile',
      objects: [withField(deployment, `${pod}.securityContext.seccompProfile`, undefined)],
    },
    {
      title: 'an unconfined container in a confined pod',
      objects: [withField(deployment, `${container}.securityContext.seccompProfile`, { type: 'Unconfined' })],
    },
    {
      title: 'an unconfined pod',
      objects: [withField(deployment, `${pod}.securityContext.seccompProfile.type`, 'Unconfined')],
    },
    {
      title: 'user 0 in one container',
      objects: [withField(deployment, `${container}.securityContext.runAsUser`, 0)],
    },
    {
      title: 'a container outside of AppArmor',
      objects: [withField(deployment, `${container}.securityContext.appArmorProfile`, { type: 'Unconfined' })],
    },
    {
      title: 'an SELinux type of its own',
      objects: [withField(deployment, `${pod}.securityContext.seLinuxOptions`, { type: 'spc_t' })],
    },
    {
      title: 'an SELinux role',
      objects: [withField(deployment, `${pod}.securityContext.seLinuxOptions`, { role: 'sysadm_r' })],
    },
    {
      title: 'the whole of /proc',
      objects: [withField(deployment, `${container}.securityContext.procMount`, 'Unmasked')],
    },
    { title: 'capabilities kept', objects: [withField(deployment, capabilities, undefined)] },
    {
      title: 'a capability added',
      objects: [withField(deployment, capabilities, { drop: ['ALL'], add: ['SYS_TIME'] })],
    },
    {
      title: 'privileges to gain',
      objects: [withField(deployment, `${container}.securityContext.allowPrivilegeEscalation`, undefined)],
    },
    {
      title: 'a privileged container',
      objects: [withField(deployment, `${container}.securityContext.privileged`, true)],
    },
    {
      title: 'a port of the node',
      objects: [withField(deployment, `${container}.ports[http]`, { name: 'http', containerPort: 8080, hostPort: 80 })],
    },
    {
      title: 'a probe that has the node call somewhere else',
      objects: [withField(deployment, `${container}.livenessProbe.httpGet.host`, '169.254.169.254')],
    },
    {
      title: 'an unsafe sysctl',
      objects: [
        withField(deployment, `${pod}.securityContext.sysctls`, [{ name: 'net.core.somaxconn', value: '1024' }]),
      ],
    },
  ],
});

export default restrictedPods;
