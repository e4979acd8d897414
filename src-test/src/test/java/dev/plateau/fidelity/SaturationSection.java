package dev.plateau.fidelity;

import dev.plateau.export.ScatterSlide;
import dev.plateau.export.ScatterSlide.Cloud;
import dev.plateau.export.ScatterSlide.Panel;
import dev.plateau.fidelity.SaturationBudgets.Budget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Predicted against observed saturation budgets. */
final class SaturationSection implements Section {
    @Override
    public String name() {
        return "saturation-budgets";
    }

    @Override
    public List<String> needs() {
        return SaturationBudgets.NEEDS;
    }

    @Override
    public String text(Path home) throws IOException {
        List<Budget> all = SaturationBudgets.all(home);
        draw(all, home.resolve(Path.of("docs", "images", "saturation-budgets.png")));
        Markdown text = new Markdown()
                .head(
                        "predicted by",
                        "r of " + all.size() + " budgets",
                        "r of their logarithms",
                        "within a factor of 1.5",
                        "median predicted / observed");
        row(text, "fitted difficulty", all, Budget::fitted);
        row(text, "TTSPM, least squares", all, Budget::leastSquares);
        row(text, "TTSPM, likelihood", all, Budget::likelihood);
        return text.toString();
    }

    private static void draw(List<Budget> all, Path png) throws IOException {
        new ScatterSlide(
                        "Saturation budgets predicted from part of the samples",
                        all.size()
                                + " budgets, in samples per problem, from which one more sample brings less than a threshold:"
                                + " predicted from 100 of 10,000 samples (Pythia) or from the first half of 8 to 40."
                                + " Budgets at the same place are drawn around it.",
                        List.of(
                                new Panel("Predicted by the fitted difficulty", clouds(all, Budget::fitted)),
                                new Panel("Predicted by TTSPM, least squares", clouds(all, Budget::leastSquares))))
                .write(png);
    }

    private static List<Cloud> clouds(List<Budget> all, ToDoubleFunction<Budget> predicted) {
        return all.stream()
                .map(Budget::data)
                .distinct()
                .map(data -> {
                    List<Budget> own =
                            all.stream().filter(one -> one.data().equals(data)).toList();
                    return new Cloud(
                            data,
                            own.stream().map(Budget::observed).toList(),
                            own.stream()
                                    .map(one -> predicted.applyAsDouble(one))
                                    .toList());
                })
                .toList();
    }

    private static void row(Markdown text, String name, List<Budget> all, ToDoubleFunction<Budget> predicted) {
        double[] ratios = all.stream()
                .mapToDouble(one -> predicted.applyAsDouble(one) / one.observed())
                .sorted()
                .toArray();
        long near = all.stream()
                .filter(one -> {
                    double ratio = predicted.applyAsDouble(one) / one.observed();
                    return ratio >= 1 / 1.5 && ratio <= 1.5;
                })
                .count();
        text.row(
                name,
                Markdown.format("%.3f", SaturationBudgets.correlation(all, predicted, false)),
                Markdown.format("%.3f", SaturationBudgets.correlation(all, predicted, true)),
                Markdown.format("%.0f %%", 100.0 * near / all.size()),
                Markdown.format("%.2f", ratios[ratios.length / 2]));
    }
}
