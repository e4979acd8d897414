#!/bin/sh
# Runs the commands whose output or pictures the documents show, and puts them there.
set -eu
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
mkdir -p docs/images

show() { # a document, and what it shows: puts $out/text between the marks of that name
    sed "s|$out/|results/|g" "$out/text" >"$out/shown"
    awk -v shown="$out/shown" -v name="$2" '
        $0 == "<!-- begin " name " -->" { print; print "```"; while ((getline line < shown) > 0) print line; print "```"; skip = 1; next }
        $0 == "<!-- end " name " -->" { skip = 0 }
        !skip { print }
    ' "$1" >"$out/document"
    cp "$out/document" "$1"
}

./plateau run --out "$out/saturation" >"$out/text" 2>"$out/progress"
show README.md output
cp "$out/saturation/plots/accuracy.png" "$out/saturation/plots/gain.png" docs/images/

./plateau plan --out "$out/plan" 2>"$out/progress" | awk '/^$/ { exit } { print }' >"$out/text"
show docs/plan.md plan
cp "$out/plan/plots/plan.png" docs/images/

./plateau calibrate docs/data/pythia-math-pilot.csv --model 'Pythia 12B' --out "$out/pythia.yaml" --predict 128,256,10000 \
    >"$out/text" 2>"$out/progress"
show docs/calibration.md counts
cp "$out/pythia.fit/plots/coverage.png" docs/images/calibration.png
