#!/bin/sh
# Runs the commands whose output or pictures the documents show, and puts them there. Arguments choose some of them: output
# (README.md), sweep (docs/running.md), counts, samples, rounds, design, table, log, precision, tables (docs/notebooks.md), lessons
# (which needs jupyter-nbconvert); plan, stress, phases, choosing and pages (the tutorial, the concepts and the gallery), which say
# themselves what is run. Stress takes 6 minutes on two cores, phases 4, choosing 3, pages 4, all others 8 at most. What is shown of
# data that are not part of the project is left as it is, unless the environment's PLATEAU_DATA names a folder with them:
# docs/data/README.md.
set -eu
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
mkdir -p docs/images
all="output plan sweep counts samples rounds design table log stress phases choosing precision tables lessons pages"
chosen=${*:-$all}
for name in $chosen; do
    case " $all " in
        *" $name "*) ;;
        *)
            echo "docs/regenerate.sh: there is no '$name'. Valid: $all" >&2
            exit 2
            ;;
    esac
done

wanted() {
    case " $chosen " in
        *" $1 "*) ;;
        *) return 1 ;;
    esac
}

show() { # a document, and what it shows: puts $out/text between the marks of that name
    sed "s|$out/|results/|g" "$out/text" >"$out/shown"
    awk -v shown="$out/shown" -v name="$2" '
        $0 == "<!-- begin " name " -->" { print; print "```"; while ((getline line < shown) > 0) print line; print "```"; skip = 1; next }
        $0 == "<!-- end " name " -->" { skip = 0 }
        !skip { print }
    ' "$1" >"$out/document"
    cp "$out/document" "$1"
}

calibrate() { # its arguments; the output of the command to $out/text
    ./plateau calibrate "$@" >"$out/text" 2>"$out/progress" || {
        cat "$out/progress" >&2
        exit 1
    }
}

if wanted output; then
    ./plateau run --out "$out/saturation" >"$out/text" 2>"$out/progress"
    show README.md output
    cp "$out/saturation/plots/accuracy.png" "$out/saturation/plots/gain.png" docs/images/
fi

if wanted sweep; then
    cat >"$out/my.yaml" <<'END'
title: How a verifier's calibration pays
precision: 0.02
policies: [parallel, rebase, dora]
budgets: [1, 4, 16]
verifier: {slope: {from: 0, to: 1, step: 0.25}}
directions: {popularity: {zipf: {count: [1, 4, 16]}}}
END
    { echo '$ plateau run my.yaml'; ./plateau run "$out/my.yaml" --out "$out/my" 2>"$out/progress"; } >"$out/text"
    show docs/running.md sweep
    { echo '$ plateau run my.yaml --trace 40 --policy dora --budget 4 --point verifier.slope=0.5,directions.popularity.zipf.count=4'
      ./plateau run "$out/my.yaml" --trace 40 --policy dora --budget 4 \
        --point verifier.slope=0.5,directions.popularity.zipf.count=4 | awk 'NR <= 30; { last[NR % 5] = $0 }
            END { if (NR > 35) print ".."; for (i = NR - 4; i <= NR; i++) if (i > 30) print last[i % 5] }'; } >"$out/text"
    show docs/running.md trace
    cat >"$out/served.yaml" <<'END'
budgets: [4]
fleet: {accelerator: h100, tasks: 50, traffic: {poisson: {rate: 2}}}
END
    { echo '$ plateau run served.yaml --trace replication:3'
      ./plateau run "$out/served.yaml" --trace replication:3 | awk 'NR <= 24; { last = $0 } END { print ".."; print last }'; } >"$out/text"
    show docs/running.md trace-fleet
fi

if wanted counts; then
    calibrate docs/data/pythia-math-pilot.csv --model 'Pythia 12B' --out "$out/pythia.yaml" --predict 128,256,10000
    show docs/calibration.md counts
    cp "$out/pythia.fit/plots/coverage.png" docs/images/calibration.png
fi

if wanted samples; then
    calibrate docs/data/qwen-math-samples.csv --out "$out/votes.yaml" --predict 16,64
    show docs/calibration.md samples
fi

if wanted rounds; then
    turns=${PLATEAU_DATA:-}/passrates/sequential_algoverse_turns.csv
    if [ -f "$turns" ]; then
        calibrate "$turns" --model gpt-4o-mini --benchmark gsm8k --out "$out/rounds.yaml" --predict 5,10
        show docs/calibration.md rounds
    else
        echo "rounds: left as it is, for want of passrates/sequential_algoverse_turns.csv in the folder that PLATEAU_DATA names (docs/data/README.md)"
    fi
fi

if wanted design; then
    calibrate --design fleet-size --epsilon 0.001 --out "$out/fleet-size-design"
    show docs/calibration.md design
fi

if wanted table; then
    # The fit itself is one of docs/fidelity.sh.
    sed '/^title:/,$d' scenarios/src/main/resources/dev/plateau/scenario/catalogue/math500-qwen2.5-1.5b.yaml >"$out/text"
    show docs/calibration.md table
fi

if wanted log; then
    cat >"$out/machine.yaml" <<'END'
models: {policy: llama-3.1-8b}
fleet: {accelerator: rtx4090, serves: [policy], max-sequences: 128, kv-capacity: 41408}
END
    calibrate docs/data/vllm-rtx4090-llama-3.1-8b.jsonl --fleet "$out/machine.yaml" --out "$out/machines.yaml"
    show docs/calibration.md log
fi

follow() { # pages whose outputs and pictures all come from the commands on them, by parts of their names joined by commas
    mvn -q -Dquick -Pbenchmark -Dbenchmark.main=dev.plateau.documents.Pages -Dbenchmark.argument="$1" -pl src-test -am process-test-classes
}

for page in plan stress phases choosing; do
    if wanted "$page"; then
        follow "docs/$page.md"
    fi
done

if wanted tables; then
    ./plateau run --precision 0.03 --quiet --out "$out/saturation" 2>"$out/progress"
    {
        echo "$ ./plateau notebook --no-execute results/saturation"
        ./plateau notebook --no-execute "$out/saturation"
    } >"$out/text"
    show docs/notebooks.md notebook
    {
        echo "$ java -cp 'scenarios/target/plateau.jar:scenarios/target/lib/*' docs/examples/Frugal.java results/saturation"
        java -cp 'scenarios/target/plateau.jar:scenarios/target/lib/*' docs/examples/Frugal.java "$out/saturation"
    } >"$out/text"
    show docs/notebooks.md tablesaw
fi

if wanted lessons; then
    for script in notebooks-export/lessons/*.py; do
        ./plateau notebook "$script"
    done
fi

if wanted pages; then
    follow docs/tutorial.md,docs/gallery.md,docs/concepts/
fi

if wanted precision; then
    mvn -q -Dquick -Pbenchmark -Dbenchmark.main=dev.plateau.experiment.PrecisionPage -Dbenchmark.argument=16000 \
        -pl src-test -am process-test-classes >"$out/progress"
fi
