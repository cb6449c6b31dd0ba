# Sourced by run: a Docker engine of our own where there is none. It is unpacked beside the system, not installed, and
# lives in mount, network and host-name namespaces of its own. Needs root on Debian and a Debian mirror.
#
# $STATE holds everything, pids included; only those are ever ended.

RELEASE=trixie   # of engine and base image; the engine of bookworm (20.10) does not start on newer kernels
ENGINE="$STATE/engine"

# The host's own packages: runc must fit its C library, the others its kernel.
engine_tools() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    [ "$(command -v runc iptables slirp4netns debootstrap | wc -l)" = 4 ] \
        || DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
            runc iptables slirp4netns debootstrap >>"$STATE/apt.log" 2>&1 || return 1
    [ -x "$ENGINE/usr/sbin/dockerd" ] || engine_unpack || return 1
    mkdir -p "$STATE/client/cli-plugins"
    ln -sf "$ENGINE"/usr/libexec/docker/cli-plugins/docker-* "$STATE/client/cli-plugins/"
    [ -f "$STATE/client/config.json" ] || echo '{}' >"$STATE/client/config.json"
    export DOCKER_CONFIG="$STATE/client" PATH="$ENGINE/usr/sbin:$ENGINE/usr/bin:$PATH"
}

engine_unpack() {
    local apt="$STATE/apt" package options
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/debs"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror) $RELEASE main" >"$apt/sources.list"
    options=(-oDir::Etc::sourcelist="$apt/sources.list" -oDir::Etc::sourceparts=/dev/null -oDir::State::Lists="$apt/lists"
        -oDir::Cache="$apt/cache" -oAPT::Sandbox::User=root)
    apt-get "${options[@]}" update -q >>"$STATE/apt.log" 2>&1 || return 1
    (cd "$apt/debs" && apt-get "${options[@]}" download -q docker.io docker-cli docker-compose docker-buildx containerd) \
        >>"$STATE/apt.log" 2>&1 || return 1
    for package in "$apt"/debs/*.deb; do dpkg -x "$package" "$ENGINE" || return 1; done
}

# The mirror that this machine already uses.
mirror() {
    local uri
    uri=$(sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/debian.sources 2>/dev/null | sed -n 1p)
    [ -n "$uri" ] || uri=$(awk '$1 == "deb" { for (i = 2; i <= NF; i++) if ($i ~ /^http/) { print $i; exit } }' /etc/apt/sources.list 2>/dev/null)
    echo "${uri:-http://deb.debian.org/debian}"
}

engine_start() {
    local holder
    setsid unshare -m -n -u --propagation private sleep infinity >/dev/null 2>&1 </dev/null &
    holder=$!
    echo $holder >"$STATE/holder.pid"
    until [ "$(readlink /proc/$holder/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
    # With only the v1 controllers in sight, the engine takes them; a mix of both confuses it.
    near sh -c 'hostname scales-engine; ip link set lo up; echo 1 >/proc/sys/net/ipv4/ip_forward
        if mountpoint -q /sys/fs/cgroup/unified; then umount /sys/fs/cgroup/unified; fi'
    setsid slirp4netns --configure --mtu=65520 --disable-host-loopback $holder tap0 >"$STATE/slirp.log" 2>&1 </dev/null &
    echo $! >"$STATE/slirp.pid"
    mkdir -p "$STATE/run"
    setsid nsenter -t $holder -m -n -u -- dockerd --data-root "$STATE/data" --exec-root "$STATE/exec" \
        --pidfile "$STATE/dockerd.pid" -H "unix://$STATE/run/docker.sock" --cgroup-parent /scales-containers \
        >"$STATE/dockerd.log" 2>&1 </dev/null &
    export DOCKER_HOST="unix://$STATE/run/docker.sock"
    for _ in $(seq 150); do
        if docker version >/dev/null 2>&1; then return; fi
        sleep 0.2
    done
    tail -5 "$STATE/dockerd.log"
    return 1
}

engine_stop() {
    local file pid
    for file in "$STATE/dockerd.pid" "$STATE/slirp.pid" "$STATE/holder.pid"; do
        [ -f "$file" ] || continue
        pid=$(cat "$file")
        kill "$pid" 2>/dev/null || true
        for _ in $(seq 150); do kill -0 "$pid" 2>/dev/null || break; sleep 0.2; done
        rm -f "$file"
    done
    for file in /sys/fs/cgroup/*/scales-containers; do
        if [ -d "$file" ]; then find "$file" -depth -type d -exec rmdir {} \; 2>/dev/null || true; fi
    done
}

# Runs a command where the engine's published ports are.
near() {
    if $own; then nsenter -t "$(cat "$STATE/holder.pid")" -m -n -u -- "$@"; else "$@"; fi
}
