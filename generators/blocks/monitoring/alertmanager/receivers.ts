import type { IPagerDutyConfig } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/PagerDutyConfig';
import type { IReceiver } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/Receiver';
import { messages } from './messages.ts';
import { nobody } from './routes.ts';
import type { ReceiverKind } from './system.ts';

/** A key of a Secret. */
interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/**
 * The receivers, and the one that tells nobody.
 * @param secret of their routing keys and URLs, by their names
 */
export function alertReceivers(receivers: Readonly<Record<string, ReceiverKind>>, secret: string): IReceiver[] {
  const named = Object.entries(receivers).map(([name, kind]) => ({
    name,
    ...byKind[kind]({ name: secret, key: name }),
  }));
  return [{ name: nobody }, ...named];
}

/** https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.Receiver */
const byKind: Readonly<Record<ReceiverKind, (secret: SecretKey) => Omit<IReceiver, 'name'>>> = {
  pagerduty: (routingKey) => ({
    pagerdutyConfigs: [
      {
        routingKey,
        sendResolved: true,
        description: messages.title,
        // PagerDuty takes any page for critical: it decides by the severity whether it wakes somebody.
        severity: '{{ if eq .CommonLabels.severity "page" }}critical{{ else }}warning{{ end }}',
        details: [{ key: 'alerts', value: messages.text }],
      } satisfies IPagerDutyConfig,
    ],
  }),
  slack: (apiURL) => ({ slackConfigs: [{ apiURL, sendResolved: true, title: messages.title, text: messages.text }] }),
  // A heartbeat that ends is no call: the alarm is that there is none.
  webhook: (urlSecret) => ({ webhookConfigs: [{ urlSecret, sendResolved: false }] }),
};
