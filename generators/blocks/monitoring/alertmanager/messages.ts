import type { FleetSettings } from '../../../model/settings/index.ts';

/** Templates of messages, by their names in {@link messageTemplates}. */
export const messages = {
  title: '{{ template "backend.title" . }}',
  text: '{{ template "backend.text" . }}',
} as const;

/**
 * What people read, the same in every service: which alert and where, then for each alert its summary, its dashboard and
 * its runbook. https://prometheus.io/docs/alerting/latest/notifications/
 */
export function messageTemplates(fleet: Pick<FleetSettings, 'repository' | 'folder'>): string {
  return [
    '{{ define "backend.title" -}}',
    '{{ if eq .Status "firing" }}{{ .CommonLabels.severity | toUpper }}{{ else }}RESOLVED{{ end }}: {{ .GroupLabels.alertname }} in {{ .GroupLabels.cluster }}{{ with .GroupLabels.namespace }}/{{ . }}{{ end }}',
    '{{- end }}',
    '{{ define "backend.text" -}}',
    '{{ range .Alerts }}{{ if ne .Status "firing" }}Resolved: {{ end }}{{ .Annotations.summary }}',
    'severity {{ .Labels.severity }}, team {{ .Labels.team }}, cluster {{ .Labels.cluster }}, since {{ .StartsAt.UTC.Format "2006-01-02 15:04 MST" }}{{ with .Annotations.dashboard }}, dashboard {{ . }}{{ end }}{{ with .Annotations.runbook }}',
    `what to do first: ${filesAddress(fleet)}{{ . }}{{ end }}`,
    '{{ end }}',
    '{{- end }}',
    '',
  ].join('\n');
}

/**
 * Web address of the repository's files at its default branch, with a slash at its end; empty where there is none.
 * https://docs.github.com/repositories/working-with-files/using-files/getting-permanent-links-to-files,
 * https://docs.gitlab.com/user/project/repository/files/
 */
export function filesAddress({ repository, folder }: Pick<FleetSettings, 'repository' | 'folder'>): string {
  const [, host = '', path = ''] = /^(?:https:\/\/|ssh:\/\/git@)([^/]+)\/(.+?)(?:\.git)?$/.exec(repository) ?? [];
  if (path === '') return '';
  const name = host.replace(/^.*@/, '').replace(repository.startsWith('ssh:') ? /:\d+$/ : /^$/, '');
  const blob = name.startsWith('gitlab') ? '-/blob' : 'blob';
  return `https://${name}/${path}/${blob}/HEAD/${folder ? `${folder}/` : ''}`;
}
