#!/bin/sh
# Measures Plateau beside its rivals and puts the table into docs/benchmarks.md. The only argument is the number of rounds, 3 if
# there is none: about 6 minutes a round on a quiet machine of two cores. Needs gcc and Debian's python3-numpy.
set -eu
cd "$(dirname "$0")/.."
rounds=${1:-3}
out=$(mktemp)
trap 'rm -f "$out" "$out.page"' EXIT
command -v gcc >/dev/null || { echo "docs/benchmarks.sh: gcc is needed" >&2; exit 2; }
/usr/bin/python3 -c 'import numpy' 2>/dev/null || { echo "docs/benchmarks.sh: numpy for /usr/bin/python3 is needed (Debian: python3-numpy)" >&2; exit 2; }
# DSOL has a class path of its own.
mvn -q -f src-test/rivals/dsol/pom.xml dependency:build-classpath -Dmdep.outputFile="$out.dsol" >&2
DSOL_CLASSPATH=$(cat "$out.dsol")
export DSOL_CLASSPATH
rm -f "$out.dsol"
mvn -q -Dquick -Pbenchmark -Dbenchmark.main=dev.plateau.benchmark.Rivals -Dbenchmark.argument="$rounds" -pl src-test -am \
    process-test-classes >"$out"
{
    echo "$(date -u +%Y-%m-%d), $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) processors; $(java -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/JDK \1/p' | head -n 1); $(gcc --version | head -n 1); Python $(/usr/bin/python3 -c 'import platform, numpy; print(platform.python_version() + ", numpy " + numpy.__version__)'); SSJ 3.3.2; DSOL 4.3.2. Load of the machine over the last 15 minutes: $(cut -d' ' -f3 /proc/loadavg)."
    echo
    grep '^|' "$out"
} >"$out.table"
awk -v table="$out.table" '
    $0 == "<!-- begin table -->" { print; while ((getline line < table) > 0) print line; skip = 1; next }
    $0 == "<!-- end table -->" { skip = 0 }
    !skip { print }
' docs/benchmarks.md >"$out.page"
cp "$out.page" docs/benchmarks.md
rm -f "$out.table"
