#!/bin/sh
# Runs the commands whose output or pictures the documents show, and puts them there. Arguments choose some of them: output
# (README.md), plan, sweep (docs/running.md), counts, samples, rounds, design, table, log, stress, phases, choosing, precision,
# tables (docs/notebooks.md), lessons (which needs jupyter-nbconvert), pages (the tutorial, the concepts and the gallery, which say
# themselves what is run). Stress takes 6 minutes on two cores, phases 4, choosing 3, pages 4, all others 8 at most. What is shown of data
# that are not part of the project is left as it is, unless the environment's PLATEAU_DATA names a folder with them:
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

if wanted plan; then
    ./plateau plan --out "$out/plan" 2>"$out/progress" | awk '/^$/ { exit } { print }' >"$out/text"
    show docs/plan.md plan
    cp "$out/plan/plots/plan.png" docs/images/
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

if wanted stress; then
    ./plateau stress --out "$out/stress" >"$out/text" 2>"$out/progress"
    show docs/stress.md stress
    cp "$out/stress/plots/heat-map.png" docs/images/stress.png
fi

page() { # a document, a name and a picture of its folder; the words of the command to the document, the picture to docs/images/NAME.png
    show "$1" "$2"
    cp "$out/$2/plots/$3.png" "docs/images/$2.png"
}

if wanted phases; then
    ./plateau phase stress/inversion --over attempts.shares.direction=0..0.9 --over verifier.slope=-0.5..1.5 \
        --policy temperature --policy rebase --policy dora --tasks 2560 --out "$out/phase-verifier" >"$out/text" 2>"$out/progress"
    page docs/phases.md phase-verifier phase
    ./plateau phase math500-llama-3.2-1b --over budgets=4..256,log --over similarity.noise=0.0001..0.05,log \
        --policy temperature --policy rebase --policy dora --tasks 1280 --out "$out/phase-embeddings" >"$out/text" 2>"$out/progress"
    page docs/phases.md phase-embeddings phase
    ./plateau worst stress/inversion --policy dora --rival rebase --budget 64 --worlds 1200 --starts 3 --tasks 2560 \
        --out "$out/worst-world" >"$out/text" 2>"$out/progress"
    page docs/phases.md worst-world settings
    ./plateau phase "$out/worst-world/worst.yaml" --over directions.quality-correlation=-0.9..0.9 --over verifier.slope=0..1.5 \
        --policy temperature --policy rebase --policy dora --tasks 1280 --out "$out/phase-worst" >"$out/text" 2>"$out/progress"
    page docs/phases.md phase-worst phase
    ./plateau worst stress/inversion --policy dora --rival rebase --best --budget 64 --worlds 450 --starts 3 --tasks 2560 \
        --out "$out/best-world" >"$out/text" 2>"$out/progress"
    page docs/phases.md best-world settings
fi

if wanted choosing; then
    ./plateau best policies --price 0.001/rollout --out "$out/best-budget" >"$out/text" 2>"$out/progress"
    page docs/choosing.md best-budget alternatives
    ./plateau best policies --policy dora --over dora.temperature=0.001..1:7,log --over select=majority,weighted-majority,best-of-n \
        --budget 16 --out "$out/best-parameters" >"$out/text" 2>"$out/progress"
    page docs/choosing.md best-parameters alternatives
    ./plateau sensitivity stress/inversion --policy dora --rival rebase --of accuracy --of difference --out "$out/effects" \
        >"$out/text" 2>"$out/progress"
    page docs/choosing.md effects accuracy-of-dora
    ./plateau sensitivity stress/inversion --policy dora --method sobol --over tasks.difficulty.probit-normal.mean=-1.5..0.5 \
        --over verifier.slope=0..1.5 --over verifier.step-noise=0..2 --over answers.herding=0..0.9 --size 256 --tasks 256 \
        --out "$out/indices" >"$out/text" 2>"$out/progress"
    page docs/choosing.md indices accuracy-of-dora
fi

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
    mvn -q -Dquick -Pbenchmark -Dbenchmark.main=dev.plateau.documents.Pages -pl src-test -am process-test-classes
fi

if wanted precision; then
    mvn -q -Dquick -Pbenchmark -Dbenchmark.main=dev.plateau.experiment.PrecisionPage -Dbenchmark.argument=16000 \
        -pl src-test -am process-test-classes >"$out/progress"
fi
