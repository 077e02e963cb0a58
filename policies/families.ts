/** What the rules of each family are about: a family is a folder here, and has a page of its own. */
export const families: Readonly<Record<string, string>> = {
  availability: 'What runs goes on running while nodes are drained, zones are lost and new versions roll out.',
  capacity:
    'What runs fits at its greatest number too: nodes, quotas, memory, connections, and who decides the number.',
  data: 'Data outlives changes and losses: backups, volumes, and copies of a database in several clusters.',
  gateways: 'What comes from outside reaches what it is meant to reach, known by its token, and nothing else.',
  gitops: 'A sync can do what a change says, and does nothing else: owners, fields that never change, Argo CD itself.',
  monitoring: 'Alerts, scalers and dashboards ask for what is measured, often enough.',
  network: 'Pods talk to whom they are meant to, and to nobody else.',
  references: 'What an object names, selects or logs in with is there.',
  security: 'Whoever breaks into a pod gets no further, and finds no credentials.',
  steps: 'A change that is right once it has arrived is right on the way there, too.',
};
