package dev.plateau.service;

import dev.plateau.catalog.PluginException;
import dev.plateau.policy.Frontier;
import dev.plateau.policy.Parameter;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyException;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Settings;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.run.Workers;
import java.io.Closeable;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A policy that is a program: a rule of the step-wise search. Its decisions are asked of as many processes as there are at one time,
 * each kept for the next; so a decision may depend on nothing but the line that asks for it. All processes end when it is
 * closed, or with this process.
 */
public final class PolicyService implements PolicyFactory, Closeable {
    private static final Duration START = Duration.ofSeconds(30);

    private final String id;
    private final List<String> words;
    private final Duration patience;
    private final Protocol protocol = new Protocol();
    private final Deque<ServiceProcess> idle = new ConcurrentLinkedDeque<>();
    private final Set<ServiceProcess> running = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::endAll, "end of a service");
    private final Hello hello;
    private volatile boolean closed;

    private PolicyService(String id, List<String> words, Duration patience) {
        this.id = id;
        this.words = words;
        this.patience = patience;
        Runtime.getRuntime().addShutdownHook(hook);
        boolean greeted = false;
        try {
            ServiceProcess first = start();
            this.hello = greet(first);
            idle.push(first);
            greeted = true;
        } catch (PolicyException e) {
            throw new PluginException("--service: " + e.of(id).getMessage());
        } catch (ServiceProcess.EndedException e) {
            throw new PluginException("--service: policy " + id + " " + e.getMessage());
        } finally {
            if (!greeted) {
                close();
            }
        }
    }

    /**
     * Starts a service and hears what it says of itself.
     *
     * @param id name of the policy
     * @param command as a shell would have it, without any expansion
     * @param patience time for an answer; the first may take half a minute, if that is longer
     * @throws PluginException if it cannot be started, or does not say it
     */
    public static PolicyService start(String id, String command, Duration patience) {
        List<String> words = CommandWords.of(command);
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new PluginException("--service " + id + ": there is no command");
        }
        return new PolicyService(id, words, patience);
    }

    private ServiceProcess start() {
        ServiceProcess process = ServiceProcess.start(id, words);
        running.add(process);
        if (closed) {
            process.end();
        }
        return process;
    }

    private Hello greet(ServiceProcess process) throws ServiceProcess.EndedException {
        return protocol.hello(process.ask(protocol.greeting(id), patience.compareTo(START) > 0 ? patience : START));
    }

    private void discard(ServiceProcess process) {
        process.end();
        running.remove(process);
    }

    /** The words of a command. */
    public static List<String> words(String command) {
        return CommandWords.of(command);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String summary() {
        return (hello.title().isEmpty() ? "" : hello.title() + ", ") + "a service: " + String.join(" ", words);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Policy create(Settings settings) {
        return new Rule();
    }

    private void answer(byte[] question, int k, int[] allocation) {
        for (boolean again = false; ; again = true) {
            ServiceProcess process = idle.poll();
            boolean sound = false;
            try {
                if (process == null) {
                    process = start();
                    if (!greet(process).agrees(hello)) {
                        throw new PolicyException("says of itself what it did not say when it was first started", "");
                    }
                }
                protocol.allocation(process.ask(question, patience), k, allocation);
                sound = true;
                return;
            } catch (ServiceProcess.EndedException e) {
                // Ctrl-C goes to all processes of a terminal, but the run under way is to be finished.
                if (e.code() != ServiceProcess.INTERRUPTED || again) {
                    throw new PolicyException(
                            String.valueOf(e.getMessage()), "A service answers lines until its input ends");
                }
            } finally {
                if (sound) {
                    idle.push(process);
                } else if (process != null) {
                    discard(process);
                }
            }
        }
    }

    /** The policy. All of its state is that of the processes. */
    private final class Rule implements StepwisePolicy {
        @Override
        public void allocate(Frontier frontier, int budget, int[] allocation) {
            // A service is timed by itself.
            Workers.end();
            int k = frontier.size();
            answer(protocol.question(frontier, budget, hello.reads()), k, allocation);
        }

        @Override
        public boolean readsScores() {
            return hello.reads().scores();
        }

        @Override
        public boolean readsSimilarity() {
            return hello.reads().similarities();
        }

        @Override
        public boolean spendsAll() {
            return hello.spendsAll();
        }
    }

    /** Lets all processes end by themselves, and ends those that do not. */
    @Override
    public void close() {
        closed = true;
        List<ServiceProcess> all = List.copyOf(running);
        List<ProcessHandle> trees = all.stream().flatMap(ServiceProcess::tree).toList();
        all.forEach(ServiceProcess::release);
        all.forEach(ServiceProcess::await);
        trees.forEach(ProcessHandle::destroyForcibly);
        endAll();
        idle.clear();
        running.clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is running.
        }
    }

    private void endAll() {
        running.forEach(ServiceProcess::end);
    }
}
