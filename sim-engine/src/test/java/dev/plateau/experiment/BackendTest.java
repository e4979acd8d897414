package dev.plateau.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.Worlds;
import dev.plateau.result.StudyResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendTest {
    private static final Study STUDY = Worlds.rich().study(ExperimentTest.ALL, List.of(1, 8), 0.02, 1_000_000, 9);

    /** Sends pieces as bytes to a simulator of its own, and ends them in any order, some only when much else was asked for. */
    private static final class Shuffled implements Backend {
        private final Simulator simulator;
        private final SplittableRandom random;
        private final List<Runnable> waiting = new ArrayList<>();
        private final int slots;
        private boolean closed;

        Shuffled(Study study, long seed, int slots) {
            this.simulator = new Simulator(study, 1);
            this.random = new SplittableRandom(seed);
            this.slots = slots;
            Thread thread = new Thread(this::work, "shuffled");
            thread.setDaemon(true);
            thread.start();
        }

        private synchronized void work() {
            try {
                while (!closed) {
                    wait(1);
                    if (!waiting.isEmpty()) {
                        waiting.remove(random.nextInt(waiting.size())).run();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public int slots() {
            return slots;
        }

        @Override
        public int depth() {
            return 3 * slots;
        }

        @Override
        public synchronized <R extends Serializable> CompletableFuture<R> submit(Piece<R> piece) {
            CompletableFuture<R> answer = new CompletableFuture<>();
            Piece<R> sent = copy(piece);
            waiting.add(() -> answer.complete(copy(sent.simulate(simulator))));
            return answer;
        }

        @Override
        public synchronized void close() {
            closed = true;
        }
    }

    @SuppressWarnings("unchecked") // a copy is of the same type
    private static <T extends Serializable> T copy(T value) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(value);
            }
            return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Many more blocks are under way than are needed, and whatever order they end in, the same of them count. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 100})
    void theOrderInWhichPiecesEndChangesNothing(int slots) {
        StudyResult expected = new Experiment(STUDY, 1).run(Progress.NONE);
        StudyResult shuffled =
                new Experiment(STUDY, Archive.NONE, progress -> new Shuffled(STUDY, slots, slots)).run(Progress.NONE);
        assertThat(shuffled).isEqualTo(expected);
    }

    /** Those under way when the last block that is needed ends, and what is begun until that is known. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void fewBlocksAreSimulatedInVain(int threads) {
        Set<String> kept = ConcurrentHashMap.newKeySet();
        Archive archive = new Archive() {
            @Override
            public <R extends Serializable> Optional<R> find(String piece, Class<R> type) {
                return Optional.empty();
            }

            @Override
            public void keep(String piece, Serializable shown) {
                assertThat(kept.add(piece)).isTrue();
            }
        };
        StudyResult result = new Experiment(STUDY, threads, archive).run(Progress.NONE);
        long needed = result.accuracy().get(0).tasks() / 64;
        Set<String> expected = new HashSet<>();
        for (int block = 0; block < needed; block++) {
            expected.add("tasks/" + STUDY.worlds().get(0).name() + "/block " + block);
        }
        assertThat(kept).containsAll(expected).hasSizeLessThanOrEqualTo(expected.size() + 3 * threads);
    }

    @Test
    void groupsTakeASecondAndShrinkAsPiecesRunOut() {
        Grouping grouping = new Grouping();
        assertThat(grouping.size(1_000_000, 2)).as("unknown").isOne();
        grouping.measured(10, 0.2);
        assertThat(grouping.size(1_000_000, 2)).isEqualTo(50);
        assertThat(grouping.size(100, 2)).isEqualTo(25);
        assertThat(grouping.size(5, 2)).isEqualTo(2);
        assertThat(grouping.size(1, 1000)).isOne();
        assertThat(grouping.depth(2)).isEqualTo(400);
        for (int i = 0; i < 50; i++) {
            grouping.measured(1, 3);
        }
        assertThat(grouping.size(1_000_000, 2)).as("slow").isOne();
    }
}
