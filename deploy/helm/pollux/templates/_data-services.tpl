{{/* The head of what belongs to one data service. Takes `root` and `service`. */}}
{{- define "pollux.dataLabels" -}}
{{ include "pollux.labels" .root }}
app.kubernetes.io/component: {{ .service }}
{{- end }}

{{- define "pollux.dataSelector" -}}
{{ include "pollux.selector" .root }}
app.kubernetes.io/component: {{ .service }}
{{- end }}

{{/* The files of deploy/postgres or deploy/redis (a test compares the copies). */}}
{{- define "pollux.dataFiles" -}}
{{- range $path, $_ := .root.Files.Glob (printf "files/%s/*" .service) }}
{{ base $path }}: |
  {{- $.root.Files.Get $path | nindent 2 }}
{{- end }}
{{- end }}

{{/* Probes that run its health.sh: that it lets the app in, and writes. A start may take long, when it must recover. */}}
{{- define "pollux.dataProbes" -}}
startupProbe:
  exec: { command: [bash, {{ . }}] }
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 900
readinessProbe:
  exec: { command: [bash, {{ . }}] }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
{{- end }}
