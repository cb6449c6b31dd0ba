# Sourced by run: the images that the Dockerfiles build upon. Where no registry can be reached they are made from packages,
# in an engine of our own only: in another they would pass for the real ones.

bases() {
    local image
    for image in $(sed -nE 's/^FROM +([^ ]+:[^ ]+).*/\1/p' "$ROOT"/Dockerfile.* | sort -u); do
        docker image inspect "$image" >/dev/null 2>&1 || timeout 120 docker pull -q "$image" >/dev/null 2>&1 \
            || { $own && stand_in "$image"; } || return 1
    done
}

stand_in() {
    say "$1 cannot be pulled: making it from packages"
    case $1 in
        debian:"$RELEASE"-slim) stand_in_debian "$1" ;;
        maven:3-eclipse-temurin-25) stand_in_maven "$1" ;;
        *) return 1 ;;
    esac
}

# As Docker's own: a minimal Debian with its updates.
stand_in_debian() {
    local root="$STATE/debian"
    if [ ! -f "$root/etc/apt/sources.list.d/updates.list" ]; then
        rm -rf "$root"
        # A host older than the release does not know its keys; the result is for tests on this machine only.
        debootstrap --variant=minbase --no-check-gpg "$RELEASE" "$root" "$(mirror)" >"$STATE/debootstrap.log" 2>&1 || return 1
        rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root"/usr/share/{doc,man,locale,info}/*
        # Neither packages nor indexes are kept once installed.
        printf '%s\n' 'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb"; };' \
            'Dir::Cache::pkgcache "";' 'Dir::Cache::srcpkgcache "";' >"$root/etc/apt/apt.conf.d/docker-clean"
        printf 'deb %s %s main\n' "$(mirror)" "$RELEASE-updates" "$(mirror)-security" "$RELEASE-security" \
            >"$root/etc/apt/sources.list.d/updates.list"
    fi
    tar -C "$root" --numeric-owner -cf - . | docker import --change 'CMD ["bash"]' - "$1" >/dev/null
}

# Maven with a Java 25, and with the certificates this machine trusts beside the usual ones, since its way to Maven
# Central may lead through a proxy. It is the build stage only: nothing of it gets into an image.
stand_in_maven() {
    local context="$STATE/maven"
    rm -rf "$context"
    mkdir -p "$context/certificates"
    find /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$context/certificates/" \; 2>/dev/null || true
    docker build -q -t "$1" -f - "$context" >"$STATE/maven.log" 2>&1 <<'DOCKERFILE'
FROM debian:trixie-slim
COPY certificates/ /usr/local/share/ca-certificates/
RUN apt-get update && apt-get install -y -q --no-install-recommends ca-certificates openjdk-25-jdk-headless maven
DOCKERFILE
}
