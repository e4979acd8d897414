package dev.plateau.data;

import dev.plateau.calibrate.*;
import dev.plateau.calibrate.SampledProblem.Attempt;
import dev.plateau.result.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class SamplesProbe {
    static List<SampledProblem> of(List<Samples> samples, boolean scored) {
        return samples.stream().map(s -> {
            List<Attempt> a = new ArrayList<>();
            for (int i = 0; i < s.size(); i++) {
                double sc = s.scores().get(i);
                a.add(new Attempt(s.answers().get(i), scored ? Math.log(sc / (1 - sc)) : Double.NaN));
            }
            return new SampledProblem(a);
        }).toList();
    }

    static double[] actual(List<SampledProblem> p, int n, int shuffles) {
        return null;
    }

    static void show(String name, List<SampledProblem> all, int n, Integer... predict) {
        long t = System.nanoTime();
        SamplesCalibration c = new SamplesFit(all.stream().map(x -> x.first(n)).toList(),
                new CountsFit.Settings(List.of(predict), 0.001, 1, 2)).fit(FitProgress.NONE);
        System.out.printf("== %s %.1fs %s serial %.2f%n", name, (System.nanoTime() - t) / 1e9, c.answers(), c.serial());
        SamplesCalibration.class.cast(c);
        List<FitVoteRow> truth = new SamplesFit(all, new CountsFit.Settings(List.of(predict), 0.001, 1, 2))
                .fit((s, d) -> true).curve();
        for (PredictionRow r : c.predictions()) {
            FitVoteRow o = truth.stream().filter(x -> x.metric().equals(r.metric()) && x.budget() == r.budget()).findFirst().orElseThrow();
            FitVoteRow own = c.curve().stream().filter(x -> x.metric().equals(r.metric()) && x.budget() == r.budget()).findFirst().orElseThrow();
            System.out.printf("%s@%d predicted %.4f [%.3f,%.3f] observed %.4f error %+.4f world %.4f%n", r.metric(), r.budget(),
                    r.value().value(), r.value().low(), r.value().high(), o.observed().value(), r.value().value() - o.observed().value(), own.world());
        }
        for (FitVoteRow r : c.curve()) {
            if (r.budget() <= n) System.out.printf("   fit %s@%d obs %.4f fitted %.4f world %.4f%n", r.metric(), r.budget(), r.observed().value(), r.fitted().value(), r.world());
        }
        if (name.length() < 12) c.parameters().forEach(System.out::println);
        c.heldOut().forEach(System.out::println);
    }

    @Test
    void letters() throws Exception {
        List<Samples> l = Samples.of(Recorded.rows("passrates/esc_gpt35_lastletters_samples.csv"));
        show("letters", of(l, false), 8, 16, 24, 32, 40);
        List<Samples> q = Samples.of(Recorded.rows("passrates/qwen_math_rm_maj_samples.csv"));
        show("qwen", of(q, true), 8, 8, 16, 64);
        show("qwen4", of(q, true), 4, 8);
    }

    @Test
    void gpqa() throws Exception {
        Map<String, List<Samples>> runs = new LinkedHashMap<>();
        for (Map<String, String> row : Recorded.rows("passrates/gpqa_otis_multisample.csv")) {
            List<String> ids = Arrays.asList(row.get("answer_ids").split(";"));
            String bits = row.get("correct_bits");
            if (ids.size() == bits.length() && ids.size() == 16) {
                runs.computeIfAbsent(row.get("run_id") + row.get("model"), id -> new ArrayList<>())
                        .add(Samples.of(ids, bits.chars().mapToObj(bit -> bit == '1').toList(), Collections.nCopies(ids.size(), 0.0)));
            }
        }
        for (var e : runs.entrySet()) show(e.getKey(), of(e.getValue(), false), 8, 16);
    }
}
