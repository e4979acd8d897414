#!/bin/sh
# Runs the default scenario and puts its output and two of its pictures into the README; the same for a calibration and its
# page.
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

./plateau calibrate docs/data/pythia-math-pilot.csv --model 'Pythia 12B' --out "$out/pythia.yaml" --predict 128,256,10000 \
    >"$out/text" 2>"$out/progress"
cp "$out/pythia.fit/plots/coverage.png" docs/images/calibration.png
sed "s|$out/|results/|g" "$out/text" >"$out/shown"
awk -v shown="$out/shown" '
    /^<!-- begin counts/ { print; print "```"; while ((getline line < shown) > 0) print line; print "```"; skip = 1; next }
    /^<!-- end counts/ { skip = 0 }
    !skip { print }
' docs/calibration.md >"$out/calibration.md"
cp "$out/calibration.md" docs/calibration.md
