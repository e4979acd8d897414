#!/bin/sh
# Fits the nine presets to DORA's Figure 3, derives the scenarios that published figures determine, puts all into the catalogue
# and writes the tables of docs/fidelity.md.
#   docs/fidelity.sh                     all of it
#   docs/fidelity.sh PRESET...           some presets, such as math500-llama-3.2-1b, and their section of the page
#   docs/fidelity.sh scenarios           the scenarios that published figures determine
#   docs/fidelity.sh page [SECTION...]   the page, or some of its sections (the names in its marks)
# Sections on data that are not part of the project are left as they are, unless the environment's PLATEAU_DATA names a folder
# with them: docs/data/README.md.
set -eu
cd "$(dirname "$0")/.."

java_main() { # a class of src-test with a main, and its argument
    mvn -q -Dquick -Pbenchmark -Dbenchmark.main="dev.plateau.fidelity.$1" -Dbenchmark.argument="$2" -pl src-test -am process-test-classes
}

case ${1:-} in
    page)
        shift
        sections=$(sed -n 's/^<!-- begin \(.*\) -->$/\1/p' docs/fidelity.md | tr '\n' ' ')
        for section; do
            case " $sections" in
                *" $section "*) ;;
                *)
                    echo "docs/fidelity.sh: there is no section '$section'. Valid: $sections" >&2
                    exit 2
                    ;;
            esac
        done
        [ $# -gt 0 ] || set -- all
        java_main FidelityPage "$(printf '%s,' "$@" | sed 's/,$//')"
        exit
        ;;
    scenarios)
        java_main PublishedScenarios all
        exit
        ;;
esac
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
if [ "$chosen" = all ]; then
    java_main PublishedScenarios all
    java_main FidelityPage all
else
    java_main FidelityPage presets
fi
