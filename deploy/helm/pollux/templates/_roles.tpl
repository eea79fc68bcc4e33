{{/* The Deployments of the app: one image, the role is the command (src/surfaces/cli/serve-commands.ts). `job` is what the alerts know it by. */}}
{{- define "pollux.roles" -}}
{{- if eq .Values.roles "merged" }}
- { name: web, command: [serve], port: 3000, job: pollux-api, answers: true, works: true }
{{- else }}
- { name: web, command: [web], port: 3000, job: pollux-api, answers: true, works: false }
{{- if .Values.mcp.enabled }}
- { name: mcp, command: [mcp, --port, '5000'], port: 5000, job: pollux-mcp, answers: true, works: false }
{{- end }}
- { name: worker, command: [worker], port: 9464, job: pollux-worker, answers: false, works: true }
{{- end }}
{{- end }}

{{/* The fewest and the most pods of a role, given its values. */}}
{{- define "pollux.fewest" -}}
{{ if .autoscaling.enabled }}{{ .autoscaling.minReplicas }}{{ else }}{{ .replicas }}{{ end }}
{{- end }}
{{- define "pollux.most" -}}
{{ if .autoscaling.enabled }}{{ .autoscaling.maxReplicas }}{{ else }}{{ .replicas }}{{ end }}
{{- end }}

{{/* Whether the role has a volume that one node alone can have: not empty when it does. */}}
{{- define "pollux.isBound" -}}
{{- if and .role.works (not .root.Values.backups.s3.url) (eq .root.Values.backups.volume.accessMode "ReadWriteOnce") }}yes{{ end }}
{{- end }}

{{- define "pollux.backupClaim" -}}
{{ .Values.backups.volume.existingClaim | default (printf "%s-backups" (include "pollux.fullname" .)) }}
{{- end }}
