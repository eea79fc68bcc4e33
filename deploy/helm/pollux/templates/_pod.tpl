{{/* The pod of one role of the app. Takes `root`, `role` (of pollux.roles) and `settings` (its values). */}}
{{- define "pollux.pod" -}}
{{- $root := .root }}
{{- $role := .role }}
{{- $settings := .settings }}
{{- $secretFiles := include "pollux.secretFiles" $root | fromYaml }}
metadata:
  labels:
    {{- include "pollux.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ $role.name }}
  annotations:
    # Secrets are read at the start: what changes here starts new pods.
    checksum/config: {{ include (print $root.Template.BasePath "/configmap.yaml") $root | sha256sum }}
    checksum/secrets: {{ toYaml $root.Values.secrets | sha256sum }}
spec:
  automountServiceAccountToken: false
  enableServiceLinks: false
  # The app ends within 10 s of being told (src/main.ts), and is told after it has left the Service.
  terminationGracePeriodSeconds: 30
  securityContext: {{- include "pollux.podSecurity" 1000 | nindent 4 }}
  {{- include "pollux.scheduling" $root | nindent 2 }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "pollux.selector" $root | nindent 10 }}
          app.kubernetes.io/component: {{ $role.name }}
      matchLabelKeys: [pod-template-hash]
  containers:
    - name: pollux
      image: {{ include "pollux.image" $root }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args: {{ toJson $role.command }}
      envFrom:
        - configMapRef: { name: {{ include "pollux.fullname" $root }} }
      env:
      {{- range $key, $variable := $secretFiles }}
        - { name: {{ $variable }}, value: /run/secrets/{{ $key }} }
      {{- end }}
      ports:
        - { name: http, containerPort: {{ $role.port }} }
      # It listens before the database answers, so that a slow database delays a start and ends none.
      startupProbe:
        httpGet: { path: /health, port: http }
        periodSeconds: 1
        timeoutSeconds: 2
        failureThreshold: 60
      readinessProbe:
        httpGet: { path: /ready, port: http }
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: 2
      livenessProbe:
        httpGet: { path: /health, port: http }
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 3
      {{- if $role.answers }}
      lifecycle:
        preStop:
          # Until every proxy knows that it is gone from the Service.
          exec: { command: [sleep, '5'] }
      {{- end }}
      securityContext: {{- include "pollux.security" $root | nindent 8 }}
      resources: {{- toYaml $settings.resources | nindent 8 }}
      volumeMounts:
        - { name: secrets, mountPath: /run/secrets, readOnly: true }
        - { name: tmp, mountPath: /tmp }
        - { name: data, mountPath: /data }
        {{- if $role.works }}
        - { name: backups, mountPath: /backups }
        {{- end }}
        {{- if $root.Values.app.files }}
        - { name: files, mountPath: /etc/pollux, readOnly: true }
        {{- end }}
  volumes:
    - {{- include "pollux.secretVolume" (dict "root" $root "keys" (keys $secretFiles | sortAlpha)) | nindent 6 }}
    - { name: tmp, emptyDir: { sizeLimit: 64Mi } }
    # With all secrets and the database given, nothing in it must outlive the pod.
    - { name: data, emptyDir: {} }
    {{- if $role.works }}
    - name: backups
      {{- if $root.Values.backups.s3.url }}
      emptyDir: {}
      {{- else }}
      persistentVolumeClaim: { claimName: {{ include "pollux.backupClaim" $root }} }
      {{- end }}
    {{- end }}
    {{- if $root.Values.app.files }}
    - { name: files, configMap: { name: {{ include "pollux.fullname" $root }}-files } }
    {{- end }}
{{- end }}
