#!/bin/sh
# Fits the nine presets to DORA's Figure 3, puts them into the catalogue and writes the tables of docs/fidelity.md. Arguments
# choose some presets, such as math500-llama-3.2-1b, or only the page: page.
set -eu
cd "$(dirname "$0")/.."
out=${PLATEAU_FITS:-results/fidelity}
catalogue=scenarios/src/main/resources/dev/plateau/scenario/catalogue
chosen=${*:-all}
for benchmark in MATH500 AIME2024 AIME2025; do
    for model in Llama-3.2-1B-Instruct Llama-3.2-3B-Instruct Qwen2.5-1.5B-Instruct; do
        name=$(printf '%s-%s' "$benchmark" "${model%-Instruct}" | tr '[:upper:]' '[:lower:]')
        case " $chosen " in
            *" $name "* | " all ") ;;
            *) continue ;;
        esac
        # MATH500 has 43, 90, 105, 128 and 134 problems of levels 1 to 5; docs/fidelity.md says where the agreement is from.
        levels=
        [ "$benchmark" != MATH500 ] || levels="--levels 43,90,105,128,134 --agreement 0.4"
        # shellcheck disable=SC2086 # the options are words
        ./plateau calibrate docs/data/dora-figure-3.csv --model "$model" --benchmark "$benchmark" $levels --seed 1 \
            --out "$out/$name.yaml"
        cp "$out/$name.yaml" "$catalogue/"
    done
done
mvn -q -Dquick -Pbenchmark -Dbenchmark.main=dev.plateau.fidelity.FidelityPage -pl src-test -am process-test-classes
