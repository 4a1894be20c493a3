{{/* The settings that values make, as a map. */}}
{{- define "luna-builder.settings" -}}
USE_KUBERNETES: "1"
LUNA_BUILDER_HOST: 0.0.0.0
LUNA_BUILDER_PORT: "8080"
LUNA_BUILDER_DATA_DIR: /var/lib/luna-builder
LUNA_BUILDER_LOG_FORMAT: json
LUNA_BUILDER_NAMESPACE: {{ first .Values.builds.namespaces }}
LUNA_BUILDER_ALLOWED_NAMESPACES: {{ join "," .Values.builds.namespaces | quote }}
LUNA_BUILDER_BUILDER_IMAGE: {{ .Values.builds.image | quote }}
LUNA_BUILDER_REGISTRY: {{ .Values.registry.address | quote }}
{{- with .Values.redis.url }}
LUNA_BUILDER_REDIS_DB_ADDRESS: {{ . | quote }}
{{- end }}
{{- with .Values.redis.existingSecret }}
LUNA_BUILDER_REDIS_DB_ADDRESS_FILE: /etc/luna-builder/redis/url
{{- end }}
{{- with .Values.builds.limits }}
LUNA_BUILDER_BUILD_LIMITS: {{ toJson . | quote }}
{{- end }}
{{- with .Values.registry.insecure }}
LUNA_BUILDER_INSECURE_REGISTRIES: {{ join "," . | quote }}
{{- end }}
{{- with .Values.registry.buildsSecret }}
LUNA_BUILDER_REGISTRY_SECRET: {{ . }}
{{- end }}
{{- with .Values.registry.serviceSecret }}
LUNA_BUILDER_DOCKER_CONFIG: /etc/luna-builder/registry/config.json
{{- end }}
{{- with .Values.uploads.existingClaim }}
LUNA_BUILDER_UPLOADS_DIR: /var/lib/luna-builder-uploads/archives
{{- end }}
{{- if include "luna-builder.uploads" . }}
LUNA_BUILDER_PUBLIC_URL: {{ include "luna-builder.scheme" . }}://{{ include "luna-builder.name" . }}.{{ .Release.Namespace }}.svc:{{ .Values.service.port }}
{{- if .Values.tls.hasAuthority }}
LUNA_BUILDER_PUBLIC_URL_CA_FILE: /etc/luna-builder/tls/ca.crt
{{- end }}
{{- end }}
{{- with .Values.tokens.existingSecret }}
LUNA_BUILDER_TOKENS_FILE: /etc/luna-builder/tokens/tokens
{{- end }}
{{- with .Values.tls.existingSecret }}
LUNA_BUILDER_TLS_CERTIFICATE: /etc/luna-builder/tls/tls.crt
LUNA_BUILDER_TLS_KEY: /etc/luna-builder/tls/tls.key
{{- end }}
{{- if .Values.plugins.volume }}
LUNA_BUILDER_PLUGIN_DIR: /etc/luna-builder/plug-ins
{{- end }}
{{- range .Values.secretSettings }}
{{ .setting }}_FILE: /etc/luna-builder/settings/{{ .setting }}
{{- end }}
{{- end -}}

{{/* The same as a container's environment; `settings` win. */}}
{{- define "luna-builder.environment" -}}
{{- $settings := include "luna-builder.settings" . | fromYaml -}}
{{- range $name, $value := .Values.settings }}{{ $_ := set $settings $name $value }}{{ end -}}
{{- range $name, $value := $settings -}}
- name: {{ $name }}
  value: {{ $value | quote }}
{{ end }}
{{- end -}}
