#!/bin/sh
# Runs the default scenario and the default plan, and puts what they print, and pictures, into the README and docs/plan.md.
set -eu
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
./plateau run --out "$out/saturation" >"$out/text" 2>"$out/progress"
mkdir -p docs/images
cp "$out/saturation/plots/accuracy.png" "$out/saturation/plots/gain.png" docs/images/
sed "s|$out/saturation|results/saturation|g" "$out/text" >"$out/shown"
show() { # file with an output, document whose part between the marks it replaces
    awk -v shown="$1" '
        /^<!-- begin output/ { print; print "```"; while ((getline line < shown) > 0) print line; print "```"; skip = 1; next }
        /^<!-- end output/ { skip = 0 }
        !skip { print }
    ' "$2" >"$out/document"
    cp "$out/document" "$2"
}

show "$out/shown" README.md
./plateau plan --out "$out/plan" 2>"$out/progress" | awk '/^$/ { exit } { print }' >"$out/shown"
show "$out/shown" docs/plan.md
cp "$out/plan/plots/plan.png" docs/images/
