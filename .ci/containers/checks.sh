# Sourced by run: what must hold, each check leaving the cluster as it found it.

CLIENT=http://127.0.0.1:8888
ADMIN=http://127.0.0.1:1936

# until_true SECONDS COMMAND...
until_true() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.2
    done
}

get() { near curl -s -m 10 "$@"; }
status() { get -o /dev/null -w '%{http_code}' "$@" || true; }
workers() { docker compose ps -q worker; }
node_of() { docker inspect -f '{{.Config.Hostname}}' "$1"; }
nodes_up() { [ "$(get $ADMIN/admin/nodes | grep -oE '"status" ?: ?"UP' | wc -l)" = "$1" ]; }
nodes_known() { [ "$(get $ADMIN/admin/nodes | grep -oE '"id" ?:' | wc -l)" = "$1" ]; }
token() { docker compose exec -T balancer cat /var/lib/scales/admin-token; }

check_files() {
    docker compose config -q || die "compose config"
    docker stack config -c compose.yml >/dev/null 2>&1 || die "stack config"
    cmp -s <(sed '/^FROM debian/q' Dockerfile.balancer) <(sed '/^FROM debian/q' Dockerfile.worker) || die "the build stages differ"
    ok "both front ends read compose.yml; the build stages are the same text"
}

check_images() {
    local image started=$SECONDS
    docker compose build >"$STATE/build.log" 2>&1 || { tail -30 "$STATE/build.log"; die "build"; }
    ok "built in $((SECONDS - started)) s: $(docker images --format '{{.Repository}} {{.Size}}' | grep ^scales/ | paste -sd,)"
    for image in scales/balancer scales/worker; do
        [ "$(docker inspect -f '{{.Config.User}}' $image)" = 10001:10001 ] || die "$image runs as root"
        docker inspect -f '{{json .Config.Healthcheck}}' $image | grep -q /dev/tcp || die "$image has no health check"
        if docker history --no-trunc $image | grep -qiE '_proxy|certificate'; then die "$image leaks this machine's settings"; fi
        docker run --rm --network none --entrypoint sh $image -c \
            'test ! -e /src && test ! -e /root/.m2 && test -z "$(ls /usr/local/share/ca-certificates 2>/dev/null)"' \
            || die "$image holds more than the program"
        docker run --rm --network none --read-only -e JDK_JAVA_OPTIONS=-XX:AOTMode=on $image --version >/dev/null 2>&1 \
            || die "$image cannot use its ahead-of-time cache"
    done
    ok "not root, health checks and usable caches there, nothing of the build or this machine inside"
}

check_up() {
    local started=$SECONDS
    docker compose up -d --wait --wait-timeout 180 >"$STATE/up.log" 2>&1 || { tail "$STATE/up.log"; docker compose logs --tail 20; die "up"; }
    ok "up and healthy in $((SECONDS - started)) s"
    until_true 30 nodes_up 2 || { docker compose logs --tail 20; die "the workers did not register"; }
    ok "both workers registered after $((SECONDS - started)) s"
}

# 1200 × 900 points of noise; its size stands little-endian at byte 18.
picture() {
    { printf 'BM\x36\x70\x31\0\0\0\0\0\x36\0\0\0\x28\0\0\0\xb0\x04\0\0\x84\x03\0\0\x01\0\x18\0'
      head -c 24 /dev/zero; head -c 3240000 /dev/urandom; } >"$STATE/picture.bmp"
}
resize() { get -o "$STATE/small" -w '%{http_code}' -H 'Content-Type: image/bmp' --data-binary "@$1" "$CLIENT/resize?scale=0.5" || true; }

check_resize() {
    picture
    [ "$(resize "$STATE/picture.bmp")" = 200 ] || die "resize"
    [ "$(od -An -tu4 -j18 -N8 "$STATE/small" | xargs)" = "600 450" ] || die "the picture has the wrong size"
    # 32 × 16: through the JPEG library of the image's own Java. FF C0, then length, precision, height and width.
    base64 -d >"$STATE/picture.jpg" <<'JPEG'
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5mo
q6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAQACADASIAAhEB
AxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAwX/xAAXEAADAQAAAAAAAAAAAAAAAAAAAgRh/8QAFgEBAQEAAAAAAAAAAAAAAAAAAwQF/8QAFxEAAwEAAAAA
AAAAAAAAAAAAAAIDBP/aAAwDAQACEQMRAD8AlLNgqzYUVmwZZsEaxNLQTlmwZZsKCzYMs2AtY05aD//Z
JPEG
    [ "$(resize "$STATE/picture.jpg")" = 200 ] || die "resize of a JPEG"
    od -An -v -tx1 "$STATE/small" | tr -d ' \n' | grep -q 'ffc0001108000800100' || die "the JPEG has the wrong size"
    ok "a BMP and a JPEG resized through the published port"
}

check_drain() {
    local id bearer
    id=$(node_of "$(workers | sed -n 1p)")
    bearer="Authorization: Bearer $(token)"
    [ "$(status -X POST $ADMIN/admin/nodes/$id/drain)" = 401 ] || die "a change without the token was not refused"
    [ "$(status -X POST -H "$bearer" $ADMIN/admin/nodes/$id/drain)" = 200 ] || die "drain"
    for _ in 1 2 3 4; do
        if get $CLIENT/ | grep -q "\"tag\":\"$id\""; then die "a draining node got a new client"; fi
    done
    [ "$(status -X POST -H "$bearer" $ADMIN/admin/nodes/$id/ready)" = 200 ] || die "ready"
    [ "$(status $CLIENT/admin/nodes)" = 404 ] || die "the admin interface answers on the clients' port"
    ok "drain by curl, with the token only"
}

command_line() { near bash -c 'exec 3<>/dev/tcp/127.0.0.1/9999 && echo "$1" >&3 && timeout 5 cat <&3' - "$1"; }

check_command_line() {
    local id
    id=$(node_of "$(workers | sed -n 1p)")
    command_line 'show stat' | grep -q "^nodes,$id,.*,UP," || die "show stat"
    command_line "set server nodes/$id state drain" >/dev/null
    command_line 'show stat' | grep -q "^nodes,$id,.*,DRAIN," || die "set server by the command line"
    command_line "set server nodes/$id state ready" >/dev/null
    ok "the command line answers and changes"
}

check_scaling() {
    local started=$SECONDS
    docker compose up -d --wait --no-recreate --scale worker=3 >"$STATE/up.log" 2>&1 || { tail "$STATE/up.log"; die "scale"; }
    until_true 30 nodes_up 3 || die "the third worker did not join"
    ok "a third worker joined in $((SECONDS - started)) s"
}

check_killed_worker() {
    local victim codes="$STATE/codes"
    victim=$(workers | sed -n 1p)
    seq 300 | near xargs -P 4 -I{} curl -s -o /dev/null -m 30 -w '%{http_code}\n' -H 'Content-Type: image/bmp' \
        --data-binary "@$STATE/picture.bmp" "$CLIENT/resize?scale=0.5" >"$codes" &
    load_pid=$!
    until_true 60 eval '[ "$(wc -l <"$codes")" -ge 50 ]' || die "the load does not run"
    docker kill "$victim" >/dev/null
    wait "$load_pid" || true
    load_pid=
    [ "$(grep -c '^200$' "$codes")" = 300 ] || die "a client saw the worker die: $(sort "$codes" | uniq -c | xargs)"
    until_true 40 nodes_known 2 || die "the killed worker's registration did not expire"
    docker rm -f "$victim" >/dev/null
    ok "a worker killed under load: 300 of 300 answered, its registration expired"
}

address_of() { docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$(docker compose ps -q "$1")"; }

# The killed worker left an address free, so that Docker usually gives the balancer another one.
check_balancer_restart() {
    local before started
    before=$(address_of balancer)
    docker compose restart balancer >/dev/null 2>&1 || die "restart"
    started=$SECONDS
    until_true 20 nodes_up 2 || die "the workers did not come back to the restarted balancer"
    [ "$(status $CLIENT/)" = 200 ] || die "no answer after the restart"
    ok "balancer restarted ($before, now $(address_of balancer)), the workers were back $((SECONDS - started)) s later"
}

busy() { [ "$(get $ADMIN/admin/nodes | grep -oE '"inFlight" ?: ?1' | wc -l)" -ge 1 ]; }

check_stop() {
    local started container code
    for _ in $(workers); do
        [ "$(status -H 'Content-Type: application/json' -d '{"delay":3000,"mode":"latency"}' $CLIENT/delay)" = 200 ] || die "delay"
    done
    status $CLIENT/ >"$STATE/last" &
    load_pid=$!
    until_true 5 busy || die "no request is under way"
    started=$SECONDS
    docker compose stop >/dev/null 2>&1
    wait "$load_pid" || true
    load_pid=
    [ "$(cat "$STATE/last")" = 200 ] || die "the request under way was lost"
    for container in $(docker compose ps -aq); do
        code=$(docker inspect -f '{{.State.ExitCode}}' "$container")
        [ "$code" = 0 ] || { docker logs --tail 20 "$container"; die "exit code $code"; }
    done
    ok "stopped in $((SECONDS - started)) s, the request under way answered, every exit code 0"
}
