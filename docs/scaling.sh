#!/bin/sh
# Prints what a cluster brings as tables: a study on a cluster of one worker and of two on this machine, $REPEATS (3) times each, and
# from what is measured the schedule of up to 1,000 workers, of blocks as long as those and of blocks of a second. Needs two idle cores, and some minutes.
set -eu
cd "$(dirname "$0")/.."
LAPTOP_CLUSTER=$(mktemp -d)
LAPTOP_SPARK=$PWD/src-test/target/spark
export LAPTOP_CLUSTER LAPTOP_SPARK
trap 'docs/laptop-cluster.sh stop; rm -rf "$LAPTOP_CLUSTER"' EXIT
trap 'exit 1' INT TERM
SPARK_HOME=$(docs/laptop-cluster.sh home)
export SPARK_HOME

mvn -o -q -Dquick -pl src-test -am test-compile
for repeat in $(seq "${REPEATS:-3}"); do
    for workers in 1 2; do
        run=$LAPTOP_CLUSTER/$workers-$repeat
        mkdir "$run"
        master=$(MASTER_PORT=0 docs/laptop-cluster.sh start $workers)
        PLATEAU_JAVA_OPTS="-Dspark.eventLog.enabled=true -Dspark.eventLog.compress=false -Dspark.eventLog.dir=file:$run" \
            ./plateau run saturation --precision "${PRECISION:-0.004}" --on "$master" --quiet --out "$run/out"
        docs/laptop-cluster.sh stop
    done
done
"${JAVA_HOME:+$JAVA_HOME/bin/}java" --enable-native-access=ALL-UNNAMED -cp src-test/target/test-classes:scenarios/target/plateau.jar \
    dev.plateau.benchmark.ClusterScaling "$LAPTOP_CLUSTER"
