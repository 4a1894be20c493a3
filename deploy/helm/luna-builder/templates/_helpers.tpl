{{/* What all objects are called. */}}
{{- define "luna-builder.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}
{{- end -}}
{{- end -}}

{{/* By which the service's pods are found; these never change. */}}
{{- define "luna-builder.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "luna-builder.labels" -}}
{{ include "luna-builder.selector" . }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "luna-builder.account" -}}
{{- if .Values.serviceAccount.create -}}
{{ .Values.serviceAccount.name | default (include "luna-builder.name" .) }}
{{- else -}}
{{ required "serviceAccount.name is missing: with serviceAccount.create=false, name one that is there" .Values.serviceAccount.name }}
{{- end -}}
{{- end -}}

{{- define "luna-builder.scheme" -}}
{{ empty .Values.tls.existingSecret | ternary "http" "https" }}
{{- end -}}

{{/* Not empty when pods can fetch any upload, whichever replica they ask. */}}
{{- define "luna-builder.uploads" -}}
{{- if or .Values.uploads.existingClaim (and (eq (int .Values.replicas) 1) (not .Values.autoscaling.enabled)) -}}
yes
{{- end -}}
{{- end -}}
