package dev.plateau.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plateau.bench.CustomerClass;
import dev.plateau.bench.QueueModel;
import dev.plateau.bench.QueueModels;
import dev.plateau.kernel.Discipline;
import dev.plateau.kernel.Kernel;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Little's law on a path: the integral of the number present is the sum of the sojourns, and that of the number waiting
 * the sum of the waits, to a relative 1e-9, once the queue has emptied. Nothing statistical.
 */
class LittleTest {
    @ParameterizedTest
    @EnumSource
    void integralOfTheNumberIsTheSumOfTheTimes(final QueueCase queue) {
        final Kernel kernel = new Kernel();
        final QueueModel model = queue.builder.build(kernel, 7);
        final double waits = run(kernel, model);
        assertThat(model.servers().queue().area()).isCloseTo(waits, within(1e-9 * Math.max(waits, 1)));
    }

    /** Preempted work waits more than once, so only the sojourns are compared. */
    @ParameterizedTest
    @EnumSource
    void holdsForEveryDiscipline(final Discipline discipline) {
        final Kernel kernel = new Kernel();
        final QueueModel model = new QueueModel(
                kernel,
                2,
                30,
                discipline,
                List.of(
                        new CustomerClass(
                                QueueModels.exponential(QueueModels.stream(1, 0), 1),
                                QueueModels.exponential(QueueModels.stream(1, 1), 1)),
                        new CustomerClass(
                                QueueModels.exponential(QueueModels.stream(1, 2), 1),
                                QueueModels.exponential(QueueModels.stream(1, 3), 0.9))));
        run(kernel, model);
        assertThat(model.servers().preemptions() > 0).isEqualTo(discipline == Discipline.PREEMPTIVE);
    }

    /** Runs 200,000 events and then until empty; returns the sum of the waits. */
    private static double run(final Kernel kernel, final QueueModel model) {
        kernel.run(200_000L);
        model.close();
        kernel.run();
        double waits = 0;
        double sojourns = 0;
        for (int k = 0; k < model.classes(); k++) {
            assertThat(model.served(k)).isEqualTo(model.arrived(k) - model.lost(k));
            waits += model.waitSum(k);
            sojourns += model.sojournSum(k);
        }
        assertThat(sojourns).isPositive();
        assertThat(model.present().area()).isCloseTo(sojourns, within(1e-9 * sojourns));
        return waits;
    }
}
