import java.util.Arrays;
import java.util.Random;
import nl.tudelft.simulation.dsol.experiment.SingleReplication;
import nl.tudelft.simulation.dsol.model.AbstractDsolModel;
import nl.tudelft.simulation.dsol.simulators.DevsSimulator;
import nl.tudelft.simulation.dsol.simulators.DevsSimulatorInterface;
import nl.tudelft.simulation.dsol.simulators.RunState;

/**
 * The hold operation in DSOL: the earliest of so many pending events fires and schedules itself again after an exponential delay,
 * drawn beforehand. Prints nanoseconds per event: the median of nine rounds after two of warming up.
 */
public final class Hold {
    private static final int ROUNDS = 9;
    private static final int EVENTS = 200_000;

    private final DevsSimulator<Double> simulator = new DevsSimulator<>("hold");
    private final double[] delays = new double[1 << 16];
    private int next;
    private int left;

    private Hold(int pending) throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < delays.length; i++) {
            delays[i] = -Math.log(1 - random.nextDouble());
        }
        AbstractDsolModel<Double, DevsSimulatorInterface<Double>> model = new AbstractDsolModel<>(simulator) {
            @Override
            public void constructModel() {
                for (int i = 0; i < pending; i++) {
                    schedule();
                }
            }
        };
        simulator.initialize(model, new SingleReplication<>("hold", 0.0, 0.0, 1e300));
    }

    private void schedule() {
        simulator.scheduleEventRel(delays[next++ & 0xFFFF], this::fire);
    }

    private void fire() {
        schedule();
        if (--left == 0) {
            simulator.stop();
        }
    }

    private double nanos() throws InterruptedException {
        left = EVENTS;
        long begin = System.nanoTime();
        simulator.start();
        while (simulator.getRunState() != RunState.STOPPED) {
            Thread.sleep(1);
        }
        return (System.nanoTime() - begin) / (double) EVENTS;
    }

    public static void main(String[] arguments) throws Exception {
        Hold hold = new Hold(Integer.parseInt(arguments[0]));
        double[] nanos = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            double one = hold.nanos();
            if (round >= 0) {
                nanos[round] = one;
            }
        }
        Arrays.sort(nanos);
        System.out.println(nanos[ROUNDS / 2]);
        System.exit(0);
    }
}
