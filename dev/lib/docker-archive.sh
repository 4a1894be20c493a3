# shellcheck shell=bash
# Writes images as tar files that "docker load" and "skopeo copy docker-archive:" take. Sourced by the
# scripts in dev/images.
#
# write_docker_archive ROOT TAG TAR     an image of one layer that holds all of the folder ROOT; its command is
#                                       $image_command, as JSON, or a shell

write_docker_archive() {
  local root=$1 tag=$2 tar=$3 parts layer config
  parts=$(mktemp -d "$(dirname "$tar")/.parts.XXXXXX")
  tar --create --numeric-owner --sort=name --xattrs --one-file-system --directory "$root" \
    --file "$parts/layer.tar" .
  layer=$(sha256sum "$parts/layer.tar" | cut -d ' ' -f 1)
  image_config "$layer" >"$parts/config"
  config=$(sha256sum "$parts/config" | cut -d ' ' -f 1)
  mv "$parts/config" "$parts/$config.json"
  printf '[{"Config":"%s.json","RepoTags":["%s"],"Layers":["layer.tar"]}]\n' "$config" "$tag" \
    >"$parts/manifest.json"
  tar --create --numeric-owner --owner 0 --group 0 --directory "$parts" --file "$tar.draft" \
    manifest.json "$config.json" layer.tar
  rm -r "$parts"
  mv "$tar.draft" "$tar"
}

# The fields of the image specification: https://github.com/opencontainers/image-spec/blob/main/config.md
image_config() {
  local command=${image_command:-'["/bin/sh"]'}
  cat <<JSON
{
  "architecture": "$(image_architecture)",
  "os": "linux",
  "created": "2024-01-01T00:00:00Z",
  "config": {
    "Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
    "Cmd": $command
  },
  "rootfs": {"type": "layers", "diff_ids": ["sha256:$1"]},
  "history": [{"created": "2024-01-01T00:00:00Z", "created_by": "dev/images"}]
}
JSON
}

image_architecture() {
  case $(uname -m) in
    x86_64) echo amd64 ;;
    aarch64) echo arm64 ;;
    *) uname -m ;;
  esac
}
