import { Type } from 'typebox';
import type { App, Provision } from '../model/app.ts';

/**
 * Makes an app with pods the provider of a contract: it runs where settings choose it, so that the setting `enabled` has
 * nothing left to say. It starts with the other services.
 */
export function providing(app: App, provides: Provision): App {
  const { enabled: _, ...properties } = app.settings.properties;
  return { ...app, stage: 'services', settings: Type.Object(properties, { ...optionsOf(app.settings) }), provides };
}

function optionsOf({ type: _type, properties: _properties, required: _required, ...options }: App['settings']): object {
  return options;
}
