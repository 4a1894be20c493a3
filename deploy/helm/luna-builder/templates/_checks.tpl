{{/* What would not work is refused here, with the remedy. */}}
{{- define "luna-builder.checks" -}}
{{- $values := .Values -}}
{{- if not (or $values.redis.url $values.redis.existingSecret) -}}
{{- fail "redis.url is missing: replicas share their builds in Redis, and this chart has none. Give redis.url (redis://HOST:PORT), or redis.existingSecret, a Secret with the address" -}}
{{- end -}}
{{- if and $values.redis.url $values.redis.existingSecret -}}
{{- fail "redis.url and redis.existingSecret are both given: keep one" -}}
{{- end -}}
{{- if not (regexMatch "^$|^rediss?([+](sentinel|cluster))?://" $values.redis.url) -}}
{{- fail (printf "redis.url %s is no address of Redis: write redis://HOST:PORT, rediss://…, redis+sentinel://… or redis+cluster://…" $values.redis.url) -}}
{{- end -}}
{{- if contains "@" $values.redis.url -}}
{{- fail "redis.url has a login: make a Secret with the whole address, and name it in redis.existingSecret" -}}
{{- end -}}
{{- $_ := required "image.repository is missing: where do the nodes pull the service's image?" $values.image.repository -}}
{{- $_ := required "builds.image is missing: in which image do builds run?" $values.builds.image -}}
{{- $_ := required "registry.address is missing: where are images pushed (HOST[:PORT][/PATH])?" $values.registry.address -}}
{{- range $name, $_ := $values.settings -}}
{{- if regexMatch "(PASSWORD|SECRET_ACCESS_KEY|REDIS_DB_ADDRESS|BUILDER_S3|KUBECONFIG)$" $name -}}
{{- fail (printf "settings.%s is a secret: put it into a Secret, and name that in secretSettings: [{setting: %s, secret: NAME, key: KEY}]" $name $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
