/** A NetworkPolicy peer: all pods of a namespace. */
export const fromNamespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

/** A NetworkPolicy peer: pods of the same namespace with these labels. */
export const withLabels = (matchLabels: Readonly<Record<string, string>>) => ({ podSelector: { matchLabels } });

/** A NetworkPolicy peer: the pods of an app in another namespace. */
export const appIn = (namespace: string, app: string) => ({
  ...fromNamespace(namespace),
  ...withLabels({ 'app.kubernetes.io/name': app }),
});

/** Ports of a NetworkPolicy rule. */
export const tcpPorts = (...ports: readonly number[]) => ports.map((port) => ({ protocol: 'TCP', port }));

/** The egress rule for name resolution of a sample cluster. */
export const toDns = {
  to: [{ ...fromNamespace('kube-system'), ...withLabels({ 'k8s-app': 'kube-dns' }) }],
  ports: [{ protocol: 'UDP', port: 53 }, ...tcpPorts(53)],
};

/** The egress rule for the public internet. */
export const toInternet = {
  to: [
    {
      ipBlock: {
        cidr: '0.0.0.0/0',
        except: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
      },
    },
  ],
  ports: tcpPorts(443),
};
