import { Type } from 'typebox';
import type { Operator } from '../../model/operator.ts';
import { groupOf } from '../../model/resource.ts';
import { Host, Name } from '../../model/settings/scalars.ts';
import { declared } from '../declared/declared.ts';
import { writable } from '../declared/writable.ts';
import type { DeclaringFile } from '../source.ts';

/** Declaration of an operator; fields that are left out have the value that most operators need. */
export type OperatorSpec = Pick<Operator, 'name' | 'namespace' | 'groups' | 'crds'> &
  Partial<Operator> & { readonly source: DeclaringFile };

const OperatorSchema = Type.Object({
  name: Name('name of the operator'),
  namespace: Name('its namespace'),
  groups: Type.Array(Host('an API group that it serves')),
  crds: Type.Unsafe({ enum: ['annotated', 'unprunable', 'none'] }),
  requires: Type.Optional(Type.Array(Name('another operator'))),
});

/**
 * An operator from its declaration: unless it says otherwise it is called for by every object of its groups, needs no
 * other operator and no cloud identity, and its pods meet the restricted standard.
 */
export function operator(spec: OperatorSpec): Operator {
  const declaration = declared(OperatorSchema, spec);
  const { values } = spec;
  return {
    podSecurity: 'restricted',
    requires: [],
    identity: undefined,
    leaders: {},
    serves: (object) => spec.groups.includes(groupOf(object)),
    ...spec,
    ...(values && { values: (inputs) => writable(values(inputs), declaration.at, ['values']) }),
    declared: declaration,
  };
}
