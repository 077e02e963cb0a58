import { Type } from 'typebox';
import type { App } from '../model/app.ts';
import type { AppId } from '../model/appId.ts';

/** An app that renders nothing, for tests that need an app. */
export function exampleApp(name: AppId, changes: Partial<App> = {}): App {
  return {
    name: name.name,
    tier: name.tier,
    source: `apps/${name.name}.ts`,
    settings: Type.Object({ enabled: Type.Boolean({ default: true }) }),
    images: {},
    uses: {},
    ports: () => ({}),
    notes: () => [],
    render: () => [],
    ...changes,
  };
}
