#!/bin/sh
# A cluster of Apache Spark on this machine alone: a master and workers on the loopback address, from Maven's jars.
#
#   docs/laptop-cluster.sh home                   makes a SPARK_HOME and prints it
#   docs/laptop-cluster.sh start [WORKERS]        starts a master and workers (2) of one core each, and prints the master
#   docs/laptop-cluster.sh more                   starts one more worker
#   docs/laptop-cluster.sh stop                   ends them
#   docs/laptop-cluster.sh submit ARGUMENTS...    what spark-submit does, on the cluster that was started
#
# All is kept in $LAPTOP_CLUSTER, by default laptop-cluster/ in the temporary folder; the SPARK_HOME may be kept elsewhere, in
# $LAPTOP_SPARK. JAVA_HOME chooses the JDK. The memory of a worker is $WORKER_MEMORY (1g), its options of Java $WORKER_OPTS, the
# port of the master $MASTER_PORT (7077, 0 any).
set -eu
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
state=${LAPTOP_CLUSTER:-${TMPDIR:-/tmp}/laptop-cluster}
SPARK_HOME=${LAPTOP_SPARK:-$state/spark}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
export SPARK_HOME SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 SPARK_WORKER_DIR="$state/work"

fail() {
    echo "laptop-cluster: $*" >&2
    exit 1
}

home() {
    [ -e "$SPARK_HOME/jars" ] && return
    mkdir -p "$state" "$SPARK_HOME/making"
    for offline in -o ''; do
        # shellcheck disable=SC2086 # no word if it is empty
        mvn $offline -q -f "$here/laptop-cluster.pom.xml" dependency:build-classpath \
            -Dmdep.outputFile="$state/jars.txt" >"$state/maven.txt" 2>&1 && break
    done
    [ -s "$state/jars.txt" ] || {
        cat "$state/maven.txt" >&2
        fail "Maven did not find the jars of Spark"
    }
    tr ':' '\n' <"$state/jars.txt" | while read -r jar; do
        ln -sf "$jar" "$SPARK_HOME/making/"
    done
    mv "$SPARK_HOME/making" "$SPARK_HOME/jars"
}

spark() {
    opens=
    for package in lang lang.invoke lang.reflect io net nio util util.concurrent util.concurrent.atomic; do
        opens="$opens --add-opens=java.base/java.$package=ALL-UNNAMED"
    done
    for package in nio.ch nio.cs security.action util.calendar; do
        opens="$opens --add-opens=java.base/sun.$package=ALL-UNNAMED"
    done
    # shellcheck disable=SC2086 # options are words
    exec "$java" $opens -Xmx512m ${OPTS:-} -cp "$SPARK_HOME/jars/*" "$@"
}

# Waits until a log has a line; prints what follows a word of it.
await() { # log, expression of sed
    tries=0
    while [ $tries -lt 300 ]; do
        found=$(sed -n "$2" "$1" | head -n 1)
        [ -n "$found" ] && echo "$found" && return
        sleep 0.2
        tries=$((tries + 1))
    done
    cat "$1" >&2
    return 1
}

worker() { # number; starts it
    # Each an address of its own, where all of 127.x.y.z is this machine: Spark runs no task twice at one address.
    host=127.0.0.1
    [ "$(uname)" != Linux ] || host=127.0.0.$1
    : >"$state/worker-$1.txt"
    (OPTS=${WORKER_OPTS:-} spark org.apache.spark.deploy.worker.Worker --host "$host" --cores 1 \
        --memory "${WORKER_MEMORY:-1g}" --webui-port 0 "$(cat "$state/master")") >"$state/worker-$1.txt" 2>&1 &
    echo $! >>"$state/pids"
}

registered() { # number; waits for it
    await "$state/worker-$1.txt" 's/.*\(registered with master\).*/\1/p' >/dev/null || fail "no worker"
}

start() {
    [ ! -s "$state/pids" ] || fail "there is one already: $0 stop"
    home
    mkdir -p "$SPARK_WORKER_DIR"
    trap stop EXIT
    trap 'exit 1' INT TERM
    # What an earlier one said must not be taken for its words.
    : >"$state/master.txt"
    (spark org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "${MASTER_PORT:-7077}" --webui-port 0) \
        >"$state/master.txt" 2>&1 &
    echo $! >"$state/pids"
    await "$state/master.txt" 's/.*Starting Spark master at \(spark:[^ ]*\).*/\1/p' >"$state/master" || fail "no master"
    for number in $(seq "$1"); do
        worker "$number"
    done
    for number in $(seq "$1"); do
        registered "$number"
    done
    trap - EXIT INT TERM
    cat "$state/master"
}

more() {
    [ -s "$state/master" ] || fail "there is no cluster: $0 start"
    # The master is the first.
    number=$(wc -l <"$state/pids")
    worker "$((number))"
    registered "$((number))"
}

alive() { # process
    # One that has ended may have left its number to another.
    ps -o args= -p "$1" 2>/dev/null | grep -q org.apache.spark.deploy
}

stop() {
    [ -s "$state/pids" ] || return 0
    # The last started first: workers end their executors.
    for pid in $(sort -rn "$state/pids"); do
        alive "$pid" && kill "$pid" 2>/dev/null || true
    done
    for pid in $(cat "$state/pids"); do
        tries=0
        while alive "$pid" && [ $tries -lt 50 ]; do
            sleep 0.1
            tries=$((tries + 1))
        done
        alive "$pid" && kill -9 "$pid" 2>/dev/null || true
    done
    rm -f "$state/pids" "$state/master"
}

case ${1:-} in
    home)
        home
        echo "$SPARK_HOME"
        ;;
    start) start "${2:-2}" ;;
    more) more ;;
    stop) stop ;;
    submit)
        shift
        [ -s "$state/master" ] || fail "there is no cluster: $0 start"
        spark org.apache.spark.deploy.SparkSubmit --master "$(cat "$state/master")" "$@"
        ;;
    *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" ;;
esac
