{{/* These components of this installation, as the peers of a NetworkPolicy. */}}
{{- define "pollux.peer" -}}
- podSelector:
    matchLabels: {{- include "pollux.selector" .root | nindent 6 }}
    matchExpressions:
      - { key: app.kubernetes.io/component, operator: In, values: {{ toJson .components }} }
{{- end }}
