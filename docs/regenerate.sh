#!/bin/sh
# Runs the default scenario and puts its output and two of its pictures into the README.
set -eu
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
./plateau run --out "$out/saturation" >"$out/text" 2>"$out/progress"
mkdir -p docs/images
cp "$out/saturation/plots/accuracy.png" "$out/saturation/plots/gain.png" docs/images/
sed "s|$out/saturation|results/saturation|g" "$out/text" >"$out/shown"
awk -v shown="$out/shown" '
    /^<!-- begin output/ { print; print "```"; while ((getline line < shown) > 0) print line; print "```"; skip = 1; next }
    /^<!-- end output/ { skip = 0 }
    !skip { print }
' README.md >"$out/README.md"
cp "$out/README.md" README.md
