{{/* The root of the file system is read-only; these are what may be written, and the Secrets. */}}
{{- define "luna-builder.mounts" -}}
- {name: data, mountPath: /var/lib/luna-builder}
- {name: temporary, mountPath: /tmp}
{{- if .Values.uploads.existingClaim }}
- {name: uploads, mountPath: /var/lib/luna-builder-uploads}
{{- end }}
{{- if .Values.redis.existingSecret }}
- {name: redis, mountPath: /etc/luna-builder/redis, readOnly: true}
{{- end }}
{{- if .Values.registry.serviceSecret }}
- {name: registry, mountPath: /etc/luna-builder/registry, readOnly: true}
{{- end }}
{{- if .Values.tokens.existingSecret }}
- {name: tokens, mountPath: /etc/luna-builder/tokens, readOnly: true}
{{- end }}
{{- if .Values.tls.existingSecret }}
- {name: tls, mountPath: /etc/luna-builder/tls, readOnly: true}
{{- end }}
{{- if .Values.plugins.volume }}
- {name: plug-ins, mountPath: /etc/luna-builder/plug-ins, readOnly: true}
{{- end }}
{{- if .Values.secretSettings }}
- {name: settings, mountPath: /etc/luna-builder/settings, readOnly: true}
{{- end }}
{{- end -}}

{{- define "luna-builder.volumes" -}}
- name: data
  emptyDir: {sizeLimit: {{ .Values.dataSize }}}
- name: temporary
  emptyDir: {sizeLimit: 1Gi}
{{- with .Values.uploads.existingClaim }}
- name: uploads
  persistentVolumeClaim: {claimName: {{ . }}}
{{- end }}
{{- with .Values.redis }}
{{- if .existingSecret }}
- name: redis
  secret: {secretName: {{ .existingSecret }}, items: [{key: {{ .key }}, path: url}]}
{{- end }}
{{- end }}
{{- with .Values.registry.serviceSecret }}
- name: registry
  secret: {secretName: {{ . }}, items: [{key: .dockerconfigjson, path: config.json}]}
{{- end }}
{{- with .Values.tokens }}
{{- if .existingSecret }}
- name: tokens
  secret: {secretName: {{ .existingSecret }}, items: [{key: {{ .key }}, path: tokens}]}
{{- end }}
{{- end }}
{{- with .Values.tls.existingSecret }}
- name: tls
  secret: {secretName: {{ . }}}
{{- end }}
{{- with .Values.plugins.volume }}
- name: plug-ins
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.secretSettings }}
- name: settings
  projected:
    sources:
      {{- range . }}
      - secret: {name: {{ .secret }}, items: [{key: {{ .key }}, path: {{ .setting }}}]}
      {{- end }}
{{- end }}
{{- end -}}
