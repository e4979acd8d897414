package dev.plateau.fleet;

import dev.plateau.fleet.SteppedReplica.Happening;
import dev.plateau.fleet.SteppedReplica.Job;
import dev.plateau.fleet.SteppedReplica.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small random pool and what happens to it: everything that a replica can do, in tight memory. Every second one has only
 * times that doubles add without rounding, so that much happens at the very end of an iteration.
 */
final class Workload {
    private final SplittableRandom random;
    final boolean exact;
    private final List<Text> texts = new ArrayList<>();
    final List<Job> jobs = new ArrayList<>();
    final List<Happening> happenings = new ArrayList<>();
    final PoolSpec pool;
    final double slowdown;

    Workload(long seed, int replicas, Router router, Failures failures) {
        this(seed, replicas, router, failures, null);
    }

    /** With a step time of its own, unless it is null. */
    Workload(long seed, int replicas, Router router, Failures failures, StepTime given) {
        random = new SplittableRandom(seed);
        exact = random.nextBoolean();
        boolean chunked = random.nextBoolean();
        boolean table = !chunked && random.nextInt(3) == 0;
        int models = random.nextInt(3) == 0 ? 2 : 1;
        slowdown = random.nextInt(3) > 0 ? 1 : exact ? 2 : 1.7;
        Batching batching = new Batching(
                chunked ? Batching.Mode.CHUNKED : Batching.Mode.PROMPTS_FIRST,
                1 + random.nextInt(8),
                List.of(1, 5, 16, 64, 1000).get(random.nextInt(5)),
                random.nextBoolean());
        List<ServedModel> served = new ArrayList<>();
        for (int model = 0; model < models; model++) {
            served.add(model(random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(3)));
        }
        drawJobs(models);
        long longest = 1;
        long texts = 1;
        for (Job job : jobs) {
            long bytes = served.get(job.model).cacheBytesPerToken();
            long context = job.context == null ? 0 : job.context.length();
            longest = Math.max(longest, (context + job.prompt + job.output) * bytes);
            texts = Math.max(texts, context + job.prompt + job.output);
        }
        long capacity = random.nextInt(5) == 0
                ? longest
                : (long)
                        (longest * (1 + random.nextDouble() * List.of(1, 4, 100).get(random.nextInt(3))));
        Accelerator accelerator = accelerator();
        List<StepTime> times = new ArrayList<>();
        for (ServedModel model : served) {
            times.add(
                    given != null
                            ? given
                            : table
                                    ? table(batching, Math.toIntExact(texts))
                                    : new RooflineStepTime(accelerator, model, exact ? 1 : 1 + random.nextInt(2)));
        }
        pool = new PoolSpec(
                "pool",
                accelerator,
                1,
                replicas,
                served,
                times,
                capacity,
                random.nextBoolean(),
                batching,
                router,
                failures,
                new Stragglers(replicas > 1 ? 0.3 : 1, slowdown));
    }

    private double upTo(double most) {
        double value = most * random.nextDouble();
        return exact ? Math.ceil(value * 0x1p12) * 0x1p-12 : value;
    }

    private ServedModel model(long bytes) {
        return new ServedModel("model", exact ? 0x1p4 : 20, exact ? 1 : 0.7, 1, 1, bytes, exact ? 1 : 0.1, 1000);
    }

    /** An iteration takes about 10 ms and 1 ms more for a sequence of 30 tokens. */
    private Accelerator accelerator() {
        return exact
                ? new Accelerator("exact", 1, 0x1p11, 0x1p12, 1, 1, 1, fit(1, 0x1p-10, 0x1p-12), 0.05)
                : new Accelerator("a", 1, 2000, 4000 * random.nextDouble(), 1e5, 1, 1, fit(0.9, 1e-3, 3e-4), 0.05);
    }

    private static Accelerator.Constants fit(double efficiency, double perLayer, double perSequence) {
        return new Accelerator.Constants(efficiency, efficiency, efficiency, perLayer, perSequence);
    }

    private TableStepTime table(Batching batching, int longest) {
        int grid = List.of(1, 4, 64).get(random.nextInt(3));
        double[][] decode = new double[batching.maxSequences()][longest / grid + 2];
        for (double[] row : decode) {
            for (int j = 0; j < row.length; j++) {
                row[j] = 0x1p-8 + upTo(0.02);
            }
        }
        double[] linear = new double[Math.max(longest, batching.maxTokens() * batching.maxSequences()) + 2];
        double[] attention = new double[linear.length];
        for (int i = 0; i < linear.length; i++) {
            linear[i] = 0x1p-8 + upTo(0.02);
            attention[i] = upTo(0.01);
        }
        // 1.1 times a time is not exact: only prompts read alone have an attention part then.
        return new TableStepTime(grid, decode, linear, exact ? new double[linear.length] : attention);
    }

    private void drawJobs(int models) {
        int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 60 : 15);
        double span = List.of(0.0, 0.5, 5.0).get(random.nextInt(3));
        boolean cancels = random.nextInt(3) > 0;
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.add(new Text(null, random.nextInt(30), random.nextInt(models)));
        }
        for (int i = 0; i < count; i++) {
            Job job = draw(models);
            if (random.nextInt(3) == 0 && job.product != null) {
                chain(job);
            }
            happenings.add(new Happening(random.nextInt(8) == 0 ? 0 : upTo(span), job, false));
        }
        for (int i = cancels ? random.nextInt(count) : 0; i > 0; i--) {
            Job job = jobs.get(random.nextInt(jobs.size()));
            switch (random.nextInt(3)) {
                case 0 -> happenings.add(new Happening(upTo(2 * span + 0.5), job, true));
                case 1 -> jobs.get(random.nextInt(jobs.size())).rivals.add(job);
                default -> jobs.get(random.nextInt(jobs.size())).losers.add(job);
            }
        }
        happenings.sort(Comparator.comparingDouble(Happening::time));
    }

    private Job draw(int models) {
        Text context = texts.isEmpty() || random.nextInt(3) == 0 ? null : texts.get(random.nextInt(texts.size()));
        int model = context == null ? random.nextInt(models) : context.model;
        Job job = new Job(
                model,
                random.nextInt(2) * random.nextInt(3),
                random.nextInt(20) + (context == null || context.length() == 0 ? 1 : 0),
                model > 0 || random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(random.nextInt(5) == 0 ? 200 : 30));
        job.context = context;
        product(job);
        jobs.add(job);
        return job;
    }

    private void product(Job job) {
        if (random.nextBoolean()) {
            job.product = new Text(job.context, job.prompt + job.output, job.model);
            if (random.nextInt(4) == 0) {
                texts.add(job.product);
            }
        }
    }

    /** Requests that go on from another. */
    private void chain(Job parent) {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Job child = new Job(parent.model, 0, random.nextInt(5), parent.model > 0 ? 1 : 1 + random.nextInt(20));
            child = parent.model > 0 ? new Job(parent.model, 0, 1, 0) : child;
            child.context = parent.product;
            product(child);
            jobs.add(child);
            parent.next.add(child);
            if (child.product != null && random.nextInt(3) == 0) {
                chain(child);
            }
        }
    }
}
