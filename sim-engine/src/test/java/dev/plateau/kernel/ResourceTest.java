package dev.plateau.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules that can be counted by hand. */
class ResourceTest {
    private final Kernel kernel = new Kernel();
    private final List<String> log = new ArrayList<>();
    private final Work logging = new Work() {
        @Override
        public void started(final long claim, final long argument) {
            log.add(kernel.now() + " start " + argument);
        }

        @Override
        public void finished(final long argument) {
            log.add(kernel.now() + " end " + argument);
        }

        @Override
        public void preempted(final long claim, final long argument, final double remaining) {
            log.add(kernel.now() + " stop " + argument + " left " + remaining);
        }
    };

    private Resource resource(final int capacity, final Discipline discipline) {
        return new Resource(kernel, "machine", capacity, discipline, logging);
    }

    private void requestAt(
            final Resource resource, final double time, final int priority, final double duration, final long job) {
        kernel.at(time, kernel.eventType("request", a -> resource.request(1, priority, duration, a)), job);
    }

    @Test
    void servesFirstComeFirstServed() {
        final Resource machine = resource(1, Discipline.FIFO);
        requestAt(machine, 0, 5, 3, 1);
        requestAt(machine, 1, 4, 2, 2);
        requestAt(machine, 2, 0, 1, 3);
        kernel.runUntil(10);
        assertThat(log)
                .containsExactly("0.0 start 1", "3.0 end 1", "3.0 start 2", "5.0 end 2", "5.0 start 3", "6.0 end 3");
        // Busy 6 of 10; waiting: one in [1,2), two in [2,3), one in [3,5): 1 + 2 + 2.
        assertThat(machine.busy()).isEqualTo(new TimeAverage(10, 6, 1));
        assertThat(machine.queue()).isEqualTo(new TimeAverage(10, 5, 2));
        assertThat(machine.finished()).isEqualTo(3);
    }

    @Test
    void servesTheSmallestPriorityFirstWithoutInterrupting() {
        final Resource machine = resource(1, Discipline.PRIORITY);
        requestAt(machine, 0, 5, 3, 1);
        requestAt(machine, 1, 4, 2, 2);
        requestAt(machine, 2, 0, 1, 3);
        requestAt(machine, 2, 4, 1, 4);
        kernel.run();
        assertThat(log)
                .filteredOn(line -> line.contains("start"))
                .containsExactly("0.0 start 1", "3.0 start 3", "4.0 start 2", "6.0 start 4");
    }

    /**
     * Job 1 (priority 5, 10 long) starts at 0. Job 2 (3, 4 long) takes its place at 2: 8 left. Job 3 (5) waits behind
     * job 1. Job 4 (1, 1 long) takes job 2's place at 3: 3 left; job 5 (1) waits for job 4, ahead of all others.
     */
    @Test
    void preemptsAndResumes() {
        final Resource machine = resource(1, Discipline.PREEMPTIVE);
        requestAt(machine, 0, 5, 10, 1);
        requestAt(machine, 2, 3, 4, 2);
        requestAt(machine, 2.5, 5, 1, 3);
        requestAt(machine, 3, 1, 1, 4);
        requestAt(machine, 3.5, 1, 2, 5);
        kernel.run();
        assertThat(log)
                .containsExactly(
                        "0.0 start 1",
                        "2.0 stop 1 left 8.0",
                        "2.0 start 2",
                        "3.0 stop 2 left 3.0",
                        "3.0 start 4",
                        "4.0 end 4",
                        "4.0 start 5",
                        "6.0 end 5",
                        "6.0 start 2",
                        "9.0 end 2",
                        "9.0 start 1",
                        "17.0 end 1",
                        "17.0 start 3",
                        "18.0 end 3");
        assertThat(machine.preemptions()).isEqualTo(2);
        assertThat(machine.busy().area()).isEqualTo(18);
    }

    /** Three units; jobs 1 (2 units, priority 2) and 2 (1 unit, priority 1). Job 3 needs 2 at priority 1: job 1 yields. */
    @Test
    void preemptsOnlyWhenThatIsEnough() {
        final Resource machine = resource(3, Discipline.PREEMPTIVE);
        machine.request(2, 2, 10, 1);
        machine.request(1, 1, 6, 2);
        kernel.runUntil(1);
        final long tooLarge = machine.request(3, 1, 1, 9);
        assertThat(log).containsExactly("0.0 start 1", "0.0 start 2");
        assertThat(machine.withdraw(tooLarge)).isTrue();
        machine.request(2, 1, 1, 3);
        kernel.run();
        assertThat(log)
                .containsExactly(
                        "0.0 start 1",
                        "0.0 start 2",
                        "1.0 stop 1 left 9.0",
                        "1.0 start 3",
                        "2.0 end 3",
                        "2.0 start 1",
                        "6.0 end 2",
                        "11.0 end 1");
    }

    @Test
    void theLeastImportantAndLatestYieldsFirst() {
        final Resource machine = resource(3, Discipline.PREEMPTIVE);
        machine.request(1, 2, 10, 1);
        machine.request(1, 3, 10, 2);
        machine.request(1, 3, 10, 3);
        kernel.runUntil(1);
        machine.request(1, 1, 1, 4);
        assertThat(log).contains("1.0 stop 3 left 9.0").hasSize(5);
    }

    @Test
    void aLargeRequestAtTheHeadKeepsSmallOnesWaiting() {
        final Resource machine = resource(2, Discipline.FIFO);
        machine.request(1, 0, 4, 1);
        final long large = machine.request(2, 0, 1, 2);
        machine.request(1, 0, 1, 3);
        kernel.runUntil(1);
        assertThat(machine.inUse()).isEqualTo(1);
        assertThat(machine.waiting()).isEqualTo(2);
        assertThat(machine.withdraw(large)).isTrue();
        assertThat(log).containsExactly("0.0 start 1", "1.0 start 3");
    }

    @Test
    void aFailureInterruptsPreemptiveWorkAndARepairResumesIt() {
        final Resource machine = resource(2, Discipline.PREEMPTIVE);
        machine.request(1, 1, 5, 1);
        final long second = machine.request(1, 2, 5, 2);
        kernel.runUntil(1);
        machine.capacity(1);
        assertThat(machine.isWaiting(second)).isTrue();
        assertThat(machine.remaining(second)).isEqualTo(4);
        kernel.runUntil(2);
        machine.capacity(0);
        kernel.runUntil(10);
        machine.capacity(2);
        kernel.run();
        assertThat(log)
                .containsExactly(
                        "0.0 start 1",
                        "0.0 start 2",
                        "1.0 stop 2 left 4.0",
                        "2.0 stop 1 left 3.0",
                        "10.0 start 1",
                        "10.0 start 2",
                        "13.0 end 1",
                        "14.0 end 2");
    }

    @Test
    void otherDisciplinesDrainWhenCapacityFalls() {
        final Resource machine = resource(2, Discipline.FIFO);
        final long first = machine.request(1, 0, 5, 1);
        machine.request(1, 0, 3, 2);
        machine.request(1, 0, 1, 3);
        kernel.runUntil(1);
        machine.capacity(1);
        kernel.runUntil(4);
        assertThat(log).containsExactly("0.0 start 1", "0.0 start 2", "3.0 end 2");
        assertThat(machine.preempt(first)).isTrue();
        assertThat(machine.remaining(first)).isEqualTo(1);
        kernel.run();
        assertThat(log).endsWith("4.0 stop 1 left 1.0", "4.0 start 1", "5.0 end 1", "5.0 start 3", "6.0 end 3");
    }

    @Test
    void lostWorkIsWithdrawnWhenItIsPreempted() {
        final List<Long> lost = new ArrayList<>();
        final Resource[] machine = new Resource[1];
        machine[0] = new Resource(kernel, "machine", 1, Discipline.PREEMPTIVE, new Work() {
            @Override
            public void finished(final long argument) {
                log.add(kernel.now() + " end " + argument);
            }

            @Override
            public void preempted(final long claim, final long argument, final double remaining) {
                assertThat(machine[0].withdraw(claim)).isTrue();
                lost.add(argument);
            }
        });
        machine[0].request(1, 2, 5, 1);
        kernel.runUntil(1);
        machine[0].request(1, 1, 5, 2);
        kernel.run();
        assertThat(lost).containsExactly(1L);
        assertThat(log).containsExactly("6.0 end 2");
    }

    @Test
    void holdsUntilReleased() {
        final Resource machine = resource(1, Discipline.FIFO);
        final long claim = machine.request(1, 0, Resource.UNTIL_RELEASED, 1);
        machine.request(1, 0, 2, 2);
        kernel.runUntil(7);
        assertThat(machine.remaining(claim)).isInfinite();
        assertThat(machine.release(claim)).isTrue();
        assertThat(machine.release(claim)).isFalse();
        kernel.run();
        assertThat(log).containsExactly("0.0 start 1", "7.0 start 2", "9.0 end 2");
    }

    @Test
    void refusesStaleClaims() {
        final Resource machine = resource(1, Discipline.PRIORITY);
        final long done = machine.request(1, 0, 1, 1);
        kernel.run();
        final long running = machine.request(1, 0, 1, 2);
        final long waiting = machine.request(1, 0, 1, 3);
        assertThat(machine.release(done) || machine.withdraw(done) || machine.preempt(done))
                .isFalse();
        assertThat(machine.remaining(done)).isNaN();
        assertThat(machine.withdraw(running)).isFalse();
        assertThat(machine.release(waiting)).isFalse();
        assertThat(machine.withdraw(waiting)).isTrue();
        assertThat(machine.withdraw(waiting)).isFalse();
        assertThat(machine.release(-1)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void forgetsItsStatisticsAfterAWarmUp(final Discipline discipline) {
        final Resource machine = resource(1, discipline);
        machine.request(1, 0, 4, 1);
        machine.request(1, 0, 2, 2);
        kernel.runUntil(3);
        machine.resetStatistics();
        kernel.runUntil(8);
        // Busy in [3,6), waiting in [3,4).
        assertThat(machine.busy()).isEqualTo(new TimeAverage(5, 3, 1));
        assertThat(machine.queue()).isEqualTo(new TimeAverage(5, 1, 1));
        assertThat(machine.finished()).isEqualTo(2);
        assertThat(machine.busy().mean()).isEqualTo(0.6);
    }

    @Test
    void averagesOfReplicationsAddUp() {
        final TimeAverage sum =
                new TimeAverage(10, 5, 1).plus(new TimeAverage(30, 35, 4)).plus(TimeAverage.NONE);
        assertThat(sum).isEqualTo(new TimeAverage(40, 40, 4));
        assertThat(sum.mean()).isEqualTo(1);
        assertThat(TimeAverage.NONE.mean()).isNaN();
    }

    @Test
    void timeWeightedValueFollowsItsChanges() {
        final TimeWeighted level = new TimeWeighted(kernel, 2);
        kernel.runUntil(1);
        level.add(3);
        kernel.runUntil(3);
        level.set(-1);
        kernel.runUntil(4);
        assertThat(level.current()).isEqualTo(-1);
        assertThat(level.average()).isEqualTo(new TimeAverage(4, 2 + 10 - 1, 5));
        level.reset();
        assertThat(level.average().max()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -1})
    void refusesABadRequest(final double duration) {
        final Resource machine = resource(1, Discipline.FIFO);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine.request(1, 0, duration, 0))
                .withMessageContaining("machine");
        assertThatIllegalArgumentException().isThrownBy(() -> machine.request(0, 0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> machine.request(1, 1 << 20, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> machine.capacity(-1));
        assertThat(machine.running() + machine.waiting()).isZero();
    }
}
