{{- define "pitcrew.name" -}}
{{- if eq .Release.Name "pitcrew" }}pitcrew{{ else }}{{ printf "%s-pitcrew" .Release.Name | trunc 53 | trimSuffix "-" }}{{ end -}}
{{- end }}

{{- define "pitcrew.selector" -}}
app.kubernetes.io/name: pitcrew
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "pitcrew.labels" -}}
{{ include "pitcrew.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "pitcrew.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- define "pitcrew.serviceAccount" -}}
{{ .Values.serviceAccount.name | default (include "pitcrew.name" .) }}
{{- end }}

{{- define "pitcrew.configMap" -}}
{{ .Values.config.existingConfigMap | default (printf "%s-config" (include "pitcrew.name" .)) }}
{{- end }}

{{- define "pitcrew.playbooksMap" -}}
{{ .Values.playbooks.existingConfigMap | default (printf "%s-playbooks" (include "pitcrew.name" .)) }}
{{- end }}

{{- define "pitcrew.databaseSecret" -}}
{{ required "database.existingSecret is needed: a secret with DATABASE_URL" .Values.database.existingSecret }}
{{- end }}
