{{- define "pollux.secret" -}}
{{ .Values.secrets.existingSecret | default (printf "%s-secrets" (include "pollux.fullname" .)) }}
{{- end }}

{{/* Keys of the Secret that the app is given as files, and the variable that names each (src/values-from-files.ts). */}}
{{- define "pollux.secretFiles" -}}
database_url: DATABASE_URL_FILE
{{- if ne .Values.redis.mode "none" }}
redis_url: REDIS_URL_FILE
{{- end }}
owner_token: POLLUX_OWNER_TOKEN_FILE
intake_token: POLLUX_INTAKE_TOKEN_FILE
signing_key: POLLUX_SECRET_FILE
metrics_token: METRICS_TOKEN_FILE
backup_key: BACKUP_KEY_FILE
{{- $optional := include "pollux.optionalSecrets" . | fromYaml }}
{{- range $key, $variable := $optional }}
{{- if or (has $key $.Values.secrets.more) (hasKey $.Values.secrets.given $key) }}
{{ $key }}: {{ $variable }}
{{- end }}
{{- end }}
{{- end }}

{{- define "pollux.optionalSecrets" -}}
groq_api_key: GROQ_API_KEY_FILE
openai_api_key: OPENAI_API_KEY_FILE
embedding_api_key: EMBEDDING_API_KEY_FILE
backup_s3_access_key: BACKUP_S3_ACCESS_KEY_FILE
backup_s3_secret_key: BACKUP_S3_SECRET_KEY_FILE
{{- end }}

{{/* A volume with these keys of the Secret, as files that the group of the pod may read. */}}
{{- define "pollux.secretVolume" -}}
name: secrets
secret:
  secretName: {{ include "pollux.secret" .root }}
  defaultMode: 0440
  items:
  {{- range .keys }}
    - { key: {{ . }}, path: {{ . }} }
  {{- end }}
{{- end }}

{{/* A strong secret as it was, or as it is made now: `plx_` or nothing before it. */}}
{{- define "pollux.kept" -}}
{{- if hasKey .given .key }}{{ index .given .key }}
{{- else if hasKey .old .key }}{{ index .old .key | b64dec }}
{{- else }}{{ .prefix | default "" }}{{ randAlphaNum 43 }}
{{- end }}
{{- end }}
