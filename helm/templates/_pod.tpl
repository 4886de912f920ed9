{{/* What all pods of Pitcrew have in common. */}}
{{- define "pitcrew.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "pitcrew.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "pitcrew.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "pitcrew.env" -}}
- { name: HOST, value: "0.0.0.0" }
- { name: PORT, value: "8080" }
- { name: METRICS_PORT, value: {{ .Values.metrics.port | quote }} }
- { name: PITCREW_DATA_DIR, value: /var/lib/pitcrew }
- { name: PITCREW_CONFIG, value: /etc/pitcrew/pitcrew.yaml }
- name: DATABASE_URL
  valueFrom:
    secretKeyRef: { name: {{ include "pitcrew.databaseSecret" . }}, key: {{ .Values.database.key }} }
{{- if .Values.redis.existingSecret }}
- name: REDIS_URL
  valueFrom:
    secretKeyRef: { name: {{ .Values.redis.existingSecret }}, key: {{ .Values.redis.key }} }
{{- end }}
{{- with .Values.tracing.endpoint }}
- { name: OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ . | quote }} }
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "pitcrew.envFrom" -}}
{{- with .Values.secrets.existing }}
envFrom:
  {{- range . }}
  - secretRef: { name: {{ . }} }
  {{- end }}
{{- end }}
{{- end }}

{{- define "pitcrew.mounts" -}}
- { name: config, mountPath: /etc/pitcrew, readOnly: true }
- { name: playbooks, mountPath: /etc/pitcrew-playbooks, readOnly: true }
- { name: data, mountPath: /var/lib/pitcrew }
- { name: tmp, mountPath: /tmp }
{{- if .Values.archive.existingClaim }}
- { name: archive, mountPath: /var/lib/pitcrew-archive }
{{- end }}
{{- end }}

{{- define "pitcrew.volumes" -}}
- name: config
  configMap: { name: {{ include "pitcrew.configMap" . }} }
- name: playbooks
  configMap: { name: {{ include "pitcrew.playbooksMap" . }} }
- name: data
  emptyDir: {}
- name: tmp
  emptyDir: {}
{{- with .Values.archive.existingClaim }}
- name: archive
  persistentVolumeClaim: { claimName: {{ . }} }
{{- end }}
{{- end }}

{{- define "pitcrew.files" -}}
- --playbooks
- /etc/pitcrew-playbooks
- --connections
- /etc/pitcrew/connections.yaml
- --directory
- /etc/pitcrew/directory.yaml
{{- end }}

{{/* A deployment of one role: `web` or `worker`. Given (dict "root" $ "role" "web" "pods" .Values.web). */}}
{{- define "pitcrew.deployment" -}}
{{- $root := .root -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "pitcrew.name" $root }}-{{ .role }}
  labels:
    {{- include "pitcrew.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .role }}
spec:
  {{- if not (and (eq .role "worker") (ne $root.Values.autoscaling.workers "none")) }}
  replicas: {{ .pods.replicas }}
  {{- end }}
  strategy:
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
  selector:
    matchLabels:
      {{- include "pitcrew.selector" $root | nindent 6 }}
      app.kubernetes.io/component: {{ .role }}
  template:
    metadata:
      labels:
        {{- include "pitcrew.selector" $root | nindent 8 }}
        app.kubernetes.io/component: {{ .role }}
      annotations:
        pitcrew.dev/config: {{ include (print $root.Template.BasePath "/config.yaml") $root | sha256sum }}
        {{- with .pods.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ include "pitcrew.serviceAccount" $root }}
      {{- include "pitcrew.pullSecrets" $root | nindent 6 }}
      terminationGracePeriodSeconds: {{ .pods.terminationGracePeriodSeconds | default 40 }}
      securityContext:
        {{- include "pitcrew.podSecurity" $root | nindent 8 }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: {{ $root.Values.topologySpread.whenUnsatisfiable }}
          labelSelector:
            matchLabels:
              {{- include "pitcrew.selector" $root | nindent 14 }}
              app.kubernetes.io/component: {{ .role }}
      containers:
        - name: {{ .role }}
          image: {{ include "pitcrew.image" $root }}
          imagePullPolicy: {{ $root.Values.image.pullPolicy }}
          args:
            - serve
            - --role
            - {{ .role }}
            {{- include "pitcrew.files" $root | nindent 12 }}
          env:
            {{- include "pitcrew.env" $root | nindent 12 }}
          {{- include "pitcrew.envFrom" $root | nindent 10 }}
          ports:
            - { name: http, containerPort: 8080 }
            - { name: metrics, containerPort: {{ $root.Values.metrics.port }} }
          startupProbe:
            httpGet: { path: /healthz, port: http }
            periodSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet: { path: /healthz, port: http }
            periodSeconds: 10
            failureThreshold: 6
          readinessProbe:
            httpGet: { path: /readyz, port: http }
            periodSeconds: 5
          {{- with .pods.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          securityContext:
            {{- include "pitcrew.containerSecurity" $root | nindent 12 }}
          volumeMounts:
            {{- include "pitcrew.mounts" $root | nindent 12 }}
      volumes:
        {{- include "pitcrew.volumes" $root | nindent 8 }}
      {{- with .pods.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .pods.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
{{- end }}
