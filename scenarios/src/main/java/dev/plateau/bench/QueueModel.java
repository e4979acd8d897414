package dev.plateau.bench;

import dev.plateau.kernel.Discipline;
import dev.plateau.kernel.EventType;
import dev.plateau.kernel.Kernel;
import dev.plateau.kernel.Resource;
import dev.plateau.kernel.TimeAverage;
import dev.plateau.kernel.TimeWeighted;
import dev.plateau.kernel.Work;
import java.util.Arrays;
import java.util.List;

/**
 * A queue with one waiting line and equal servers: G/G/c/K with classes of customers, from which M/M/1, M/M/c, M/G/1,
 * M/M/1/K, Erlang's loss system and the priority queues follow by choice of the arguments; see {@link QueueModels}.
 *
 * <p>Class 0 goes first where the discipline looks at priorities. A customer who finds the room full is lost. In
 * Kendall's notation the room is K, those in service included.
 */
public final class QueueModel {
    private final Kernel kernel;
    private final int room;
    private final CustomerClass[] classes;
    private final EventType arrival;
    private final Resource servers;
    private final TimeWeighted present;
    private final long[] arrived;
    private final long[] lost;
    private final long[] delayed;
    private final long[] served;
    private final double[] waitSum;
    private final double[] sojournSum;

    private double[] arrivalTime = new double[64];
    private int[] classOf = new int[64];
    private boolean[] hasStarted = new boolean[64];
    private int[] free = new int[64];
    private int freeCount;
    private int customers;
    private boolean open = true;
    private Runnable atRegeneration = () -> {};

    /**
     * A queue that is empty at the kernel's present time.
     *
     * @param serverCount c &gt;= 1
     * @param room        K &gt;= c, or {@link Integer#MAX_VALUE} for no limit
     * @param discipline  who is served next
     * @param classes     the customers, those of the first class ahead of all others
     */
    public QueueModel(
            final Kernel kernel,
            final int serverCount,
            final int room,
            final Discipline discipline,
            final List<CustomerClass> classes) {
        this.kernel = kernel;
        this.room = room;
        this.classes = classes.toArray(new CustomerClass[0]);
        final int n = this.classes.length;
        arrived = new long[n];
        lost = new long[n];
        delayed = new long[n];
        served = new long[n];
        waitSum = new double[n];
        sojournSum = new double[n];
        present = new TimeWeighted(kernel, 0);
        servers = new Resource(kernel, "servers", serverCount, discipline, new Service());
        arrival = kernel.eventType("arrival", k -> arrive((int) k));
        for (int k = 0; k < n; k++) {
            kernel.after(this.classes[k].interarrival().sample(), arrival, k);
        }
    }

    /** The number of classes of customers. */
    public int classes() {
        return classes.length;
    }

    /** Lets no more customers arrive; those present are served. */
    public void close() {
        open = false;
    }

    /** Calls this whenever a customer arrives who finds the queue empty, before that customer counts. */
    public void atRegeneration(final Runnable action) {
        atRegeneration = action;
    }

    /** The number of customers of a class who came, the lost included. */
    public long arrived(final int k) {
        return arrived[k];
    }

    /** The number of customers of a class who found no room. */
    public long lost(final int k) {
        return lost[k];
    }

    /** The number of customers of a class who had to wait before they were served. */
    public long delayed(final int k) {
        return delayed[k];
    }

    /** The number of customers of a class whose service is over. */
    public long served(final int k) {
        return served[k];
    }

    /** The sum of the times from arrival to first service, over those of a class whose service has begun. */
    public double waitSum(final int k) {
        return waitSum[k];
    }

    /** The sum of the times from arrival to departure, over those of a class who have left. */
    public double sojournSum(final int k) {
        return sojournSum[k];
    }

    /** The number of customers in the system over time. */
    public TimeAverage present() {
        return present.average();
    }

    /** The servers and their waiting line. */
    public Resource servers() {
        return servers;
    }

    private void arrive(final int k) {
        if (!open) {
            return;
        }
        kernel.after(classes[k].interarrival().sample(), arrival, k);
        if (present.current() == 0) {
            atRegeneration.run();
        }
        arrived[k]++;
        if (present.current() >= room) {
            lost[k]++;
            return;
        }
        present.add(1);
        final int customer = takeCustomer();
        arrivalTime[customer] = kernel.now();
        classOf[customer] = k;
        hasStarted[customer] = false;
        servers.request(1, k, classes[k].service().sample(), customer);
    }

    private int takeCustomer() {
        if (freeCount > 0) {
            return free[--freeCount];
        }
        if (customers == free.length) {
            final int size = 2 * customers;
            arrivalTime = Arrays.copyOf(arrivalTime, size);
            classOf = Arrays.copyOf(classOf, size);
            hasStarted = Arrays.copyOf(hasStarted, size);
            free = Arrays.copyOf(free, size);
        }
        return customers++;
    }

    private final class Service implements Work {
        @Override
        public void started(final long claim, final long argument) {
            final int customer = (int) argument;
            if (hasStarted[customer]) {
                return;
            }
            hasStarted[customer] = true;
            final double wait = kernel.now() - arrivalTime[customer];
            if (wait > 0) {
                delayed[classOf[customer]]++;
                waitSum[classOf[customer]] += wait;
            }
        }

        @Override
        public void finished(final long argument) {
            final int customer = (int) argument;
            present.add(-1);
            served[classOf[customer]]++;
            sojournSum[classOf[customer]] += kernel.now() - arrivalTime[customer];
            free[freeCount++] = customer;
        }
    }
}
