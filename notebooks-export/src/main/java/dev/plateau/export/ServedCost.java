package dev.plateau.export;

import dev.plateau.result.FleetRow;
import dev.plateau.stats.Interval;
import dev.plateau.stats.ParetoFront;
import java.util.List;
import java.util.stream.DoubleStream;

/** What an answer costs on a fleet, of which less is better. */
enum ServedCost {
    LATENCY("latency", "fleet.latency", "fleet.latency.axis", "fleet.latency.words"),
    DOLLARS("cost", "fleet.cost", "fleet.cost.axis", "fleet.cost.words"),
    ENERGY("energy", "fleet.energy", "fleet.energy.axis", "fleet.energy.words");

    private final String file;
    private final String word;
    private final String axis;
    private final String words;

    ServedCost(String file, String word, String axis, String words) {
        this.file = file;
        this.word = word;
        this.axis = axis;
        this.words = words;
    }

    /** In the name of a file. */
    String file() {
        return file;
    }

    /** One word. */
    String word(Texts texts) {
        return texts.say(word);
    }

    /** Title of an axis. */
    String axis(Texts texts) {
        return texts.say(axis);
    }

    /** In a sentence. */
    String words(Texts texts) {
        return texts.say(words);
    }

    /** With the interval of its sample. */
    Interval of(FleetRow row) {
        return switch (this) {
            case LATENCY -> row.latencyP95();
            case DOLLARS -> row.dollarsPerTask();
            case ENERGY -> row.wattHoursPerTask();
        };
    }

    /** Whether it can be drawn on a logarithmic axis. */
    boolean drawable(FleetRow row) {
        double x = of(row).value();
        return row.stable()
                && x > 0
                && Double.isFinite(x)
                && Double.isFinite(row.accuracy().value());
    }

    /** Rows of one world that no other row of it beats in both accuracy and this cost, the cheapest first. */
    List<FleetRow> front(List<FleetRow> rows) {
        return ParetoFront.of(
                rows.stream().filter(FleetRow::stable).toList(),
                row -> row.accuracy().value(),
                row -> of(row).value());
    }

    /** Ends of the sampling interval that a logarithmic axis has to cover; very wide ones are cut off. */
    DoubleStream sampled(FleetRow row) {
        Interval x = of(row);
        return DoubleStream.of(x.low(), x.value(), x.high()).filter(end -> end > x.value() / 3 && end < x.value() * 3);
    }

    /** Ends of the model error. */
    DoubleStream modelled(FleetRow row) {
        double x = of(row).value();
        return DoubleStream.of(x * (1 - row.timeError()), x * (1 + row.timeError()));
    }
}
