import type { Built } from '../../../generators/model/rule.ts';
import { at, listAt, textAt } from '../../kubernetes/reading.ts';
import { clusterWide, type Reference, reference } from '../../kubernetes/reference.ts';

/** What a Gateway names: its class, certificates, and what configures it. */
export function gatewayReferences(from: Built): Reference[] {
  const { spec } = from.resource;
  return [
    ...clusterWide(reference(from, 'spec.gatewayClassName', 'GatewayClass', at(spec, ['gatewayClassName']))),
    ...namedAt(from, 'spec.infrastructure.parametersRef', at(spec, ['infrastructure', 'parametersRef'])),
    ...listAt(spec, ['listeners']).flatMap((listener) =>
      listAt(listener, ['tls', 'certificateRefs']).flatMap((one, index) =>
        namedAt(from, `spec.listeners[${textAt(listener, ['name'])}].tls.certificateRefs[${index}]`, one, 'Secret'),
      ),
    ),
  ];
}

/** What a route names: listeners, Services, and extensions of a gateway. */
export function routeReferences(from: Built): Reference[] {
  const { spec } = from.resource;
  return [
    ...listAt(spec, ['parentRefs']).flatMap((one, index) =>
      namedAt(from, `spec.parentRefs[${index}]`, one, 'Gateway', at(one, ['sectionName'])),
    ),
    ...listAt(spec, ['rules']).flatMap((rule, index) => {
      const field = `spec.rules[${index}]`;
      return [
        ...filterReferences(from, field, rule),
        ...listAt(rule, ['backendRefs']).flatMap((backend) => {
          const at = `${field}.backendRefs[${textAt(backend, ['name'])}]`;
          return [...namedAt(from, at, backend, 'Service'), ...filterReferences(from, at, backend)];
        }),
      ];
    }),
    ...pluginReferences(from),
  ];
}

/** Plugins of Kong that an annotation names: https://developer.konghq.com/kubernetes-ingress-controller/reference/annotations/ */
export function pluginReferences(from: Built): Reference[] {
  const { annotations = {} } = from.resource.metadata;
  return pluginNames(annotations).flatMap((name) =>
    reference(from, `metadata.annotations[${pluginAnnotation}]`, 'KongPlugin', name),
  );
}

/** Names in the annotation `konghq.com/plugins`. */
export function pluginNames(annotations: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  return textAt(annotations, [pluginAnnotation])
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

const pluginAnnotation = 'konghq.com/plugins';

function filterReferences(from: Built, field: string, holder: object): Reference[] {
  return listAt(holder, ['filters']).flatMap((filter, index) => {
    const here = `${field}.filters[${index}]`;
    return [
      ...namedAt(from, `${here}.extensionRef`, at(filter, ['extensionRef'])),
      ...namedAt(from, `${here}.requestMirror.backendRef`, at(filter, ['requestMirror', 'backendRef']), 'Service'),
    ];
  });
}

/** A reference of the Gateway API: kind and name, and a namespace where it is another. */
export function namedAt(from: Built, field: string, named: unknown, kind = '', key?: unknown): Reference[] {
  const namespace = textAt(named, ['namespace']);
  const found = reference(from, field, textAt(named, ['kind']) || kind, at(named, ['name']), key);
  return namespace === '' ? found : found.map((one) => ({ ...one, namespace }));
}
