import { rule } from '../../generators/model/rule.ts';
import { service } from '../example/api.ts';
import { route, withIstio } from '../example/gateways.ts';
import { grant } from '../example/grants.ts';
import { withField } from '../example/withField.ts';
import { crossingsOf, permissionsOf, permits } from '../systems/gateways/crossing.ts';

const used = [
  withField(route, 'spec.rules[0].backendRefs[0].namespace', 'media'),
  withField(withField(service, 'metadata.namespace', 'media'), 'spec.selector', { 'app.kubernetes.io/name': 'files' }),
];

const grantsNarrow = rule({
  code: 'grants-narrow',
  severity: 'warning',
  title: 'A ReferenceGrant permits what is used, by name.',
  why:
    'A grant without a name lets routes of another namespace lead the world to every Service here, and one that nobody ' +
    'uses is a way in that nobody watches. https://gateway-api.sigs.k8s.io/reference/api-types/referencegrant/',
  fix: 'Name the Services or Secrets that are used, and take away the rest.',
  *check(view) {
    const crossings = crossingsOf(view);
    for (const permission of permissionsOf(view)) {
      const { grant, from, to } = permission;
      const isUsed = crossings.some((one) => permits(permission, one));
      if (isUsed && to.name !== '') continue;
      const whom = `${from.kind.split('/').at(-1)}s of ${from.namespace}`;
      const what = `${to.kind.split('/').at(-1)}/${to.name || '*'}`;
      const message = isUsed
        ? `It permits ${whom} to name every ${to.kind.split('/').at(-1)} of ${grant.resource.metadata.namespace}.`
        : `It permits ${whom} to name ${what}, and none does.`;
      yield { object: grant, field: isUsed ? `${to.field}.name` : to.field, message };
    }
  },
  passes: [{ title: 'a grant of one name that a route uses', among: withIstio, objects: [...used, grant('media')] }],
  fails: [
    { title: 'a grant that nobody uses', among: withIstio, objects: [grant('media')] },
    {
      title: 'a grant of every Service',
      among: withIstio,
      objects: [...used, withField(grant('media'), 'spec.to[0].name', undefined)],
    },
    {
      title: 'a second name that nobody uses',
      among: withIstio,
      objects: [...used, withField(grant('media'), 'spec.to[1]', { group: '', kind: 'Service', name: 'files' })],
    },
  ],
});

export default grantsNarrow;
