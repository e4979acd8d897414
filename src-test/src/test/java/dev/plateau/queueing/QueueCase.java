package dev.plateau.queueing;

import dev.plateau.analytic.Queueing;
import dev.plateau.bench.CustomerClass;
import dev.plateau.bench.QueueModel;
import dev.plateau.bench.QueueModels;
import dev.plateau.kernel.Discipline;
import dev.plateau.kernel.Kernel;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Queues with one steady-state quantity each whose exact value is known: a ratio of the growth of two totals, such as
 * the sum of waits by the number of customers.
 */
enum QueueCase {
    MM1_WAIT(
            Queueing.meanWaitMm1(0.5, 1),
            (kernel, seed) -> QueueModels.mm1(kernel, seed, 0.5, 1),
            waits(0),
            customers(0)),
    MM3_WAIT(
            Queueing.meanWaitMmc(1.8, 1, 3),
            (kernel, seed) -> QueueModels.mmc(kernel, seed, 1.8, 1, 3),
            waits(0),
            customers(0)),
    MM3_DELAYED(
            Queueing.erlangC(3, 1.8),
            (kernel, seed) -> QueueModels.mmc(kernel, seed, 1.8, 1, 3),
            model -> model.delayed(0),
            customers(0)),
    MM1K_LOST(
            Queueing.probabilityMm1k(0.9, 4, 4),
            (kernel, seed) -> QueueModels.mmck(kernel, seed, 0.9, 1, 1, 4),
            model -> model.lost(0),
            customers(0)),
    MM1K_PRESENT(
            Queueing.meanPresentMm1k(0.9, 4),
            (kernel, seed) -> QueueModels.mmck(kernel, seed, 0.9, 1, 1, 4),
            model -> model.present().area(),
            model -> model.present().duration()),
    MD1_WAIT(
            Queueing.meanWaitMd1(0.5, 1),
            (kernel, seed) -> QueueModels.mg1(kernel, seed, 0.5, () -> 1),
            waits(0),
            customers(0)),
    /** Uniform service on (0, 2): E[S^2] = 4/3. */
    MG1_UNIFORM_WAIT(
            Queueing.meanWaitMg1(0.5, 1, 4.0 / 3),
            (kernel, seed) -> QueueModels.mg1(kernel, seed, 0.5, uniform(seed)),
            waits(0),
            customers(0)),
    /** Mean 1/2 with probability 0.8, mean 3 else: E[S] = 1, E[S^2] = 2 (0.8 / 4 + 0.2 * 9) = 4. */
    MG1_HYPEREXPONENTIAL_WAIT(
            Queueing.meanWaitMg1(0.4, 1, 4),
            (kernel, seed) -> QueueModels.mg1(kernel, seed, 0.4, hyperexponential(seed)),
            waits(0),
            customers(0)),
    MM_INFINITY_PRESENT(
            Queueing.meanPresentInfinite(2, 1),
            (kernel, seed) -> QueueModels.mmInfinity(kernel, seed, 2, 1),
            model -> model.present().area(),
            model -> model.present().duration()),
    ERLANG_B_LOST(
            Queueing.erlangB(4, 2),
            (kernel, seed) -> QueueModels.mmck(kernel, seed, 2, 1, 4, 4),
            model -> model.lost(0),
            customers(0)),
    /** Erlang B holds for any service. */
    ERLANG_B_UNIFORM_LOST(
            Queueing.erlangB(4, 2),
            (kernel, seed) -> QueueModels.mgck(kernel, seed, 2, uniform(seed), 4, 4),
            model -> model.lost(0),
            customers(0)),
    PRIORITY_FIRST_WAIT(priorityWait(0), QueueCase::priority, waits(0), customers(0)),
    PRIORITY_SECOND_WAIT(priorityWait(1), QueueCase::priority, waits(1), customers(1));

    /** Builds a model in an empty kernel. */
    @FunctionalInterface
    interface Builder {
        QueueModel build(Kernel kernel, long seed);
    }

    final double truth;
    final Builder builder;
    final ToDoubleFunction<QueueModel> numerator;
    final ToDoubleFunction<QueueModel> denominator;

    QueueCase(
            final double truth,
            final Builder builder,
            final ToDoubleFunction<QueueModel> numerator,
            final ToDoubleFunction<QueueModel> denominator) {
        this.truth = truth;
        this.builder = builder;
        this.numerator = numerator;
        this.denominator = denominator;
    }

    private static ToDoubleFunction<QueueModel> waits(final int k) {
        return model -> model.waitSum(k);
    }

    private static ToDoubleFunction<QueueModel> customers(final int k) {
        return model -> model.arrived(k);
    }

    private static ContinuousSampler uniform(final long seed) {
        final UniformRandomProvider random = QueueModels.stream(seed, 1);
        return () -> 2 * random.nextDouble();
    }

    static ContinuousSampler hyperexponential(final long seed) {
        final UniformRandomProvider random = QueueModels.stream(seed, 1);
        final ContinuousSampler one = QueueModels.exponential(random, 1);
        return () -> (random.nextDouble() < 0.8 ? 0.5 : 3) * one.sample();
    }

    /** Class 0: rate 0.3, deterministic service 0.5. Class 1: rate 0.35, exponential service of mean 1. */
    private static double priorityWait(final int k) {
        return Queueing.meanWaitPriorityMg1(k, new double[] {0.3, 0.35}, new double[] {0.5, 1}, new double[] {0.25, 2});
    }

    private static QueueModel priority(final Kernel kernel, final long seed) {
        return new QueueModel(
                kernel,
                1,
                QueueModels.UNLIMITED,
                Discipline.PRIORITY,
                List.of(
                        new CustomerClass(QueueModels.exponential(QueueModels.stream(seed, 0), 1 / 0.3), () -> 0.5),
                        new CustomerClass(
                                QueueModels.exponential(QueueModels.stream(seed, 2), 1 / 0.35),
                                QueueModels.exponential(QueueModels.stream(seed, 3), 1))));
    }
}
