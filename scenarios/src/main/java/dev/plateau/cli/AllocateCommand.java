package dev.plateau.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.policy.GivenFrontier;
import dev.plateau.policy.Handed;
import dev.plateau.policy.PolicyException;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.policy.WeighingPolicy;
import dev.plateau.run.Jobs;
import dev.plateau.run.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts given candidates to allocation rules, without simulating anything. */
@Command(
        name = "allocate",
        description = "Show how allocation rules would spend a budget on given candidates.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nCASES is a list of objects:%n",
        footer = {
            "  N           rollouts to hand out, at least 0",
            "  scores      one number for each candidate",
            "  embeddings  one vector for each candidate, all of one length, none zero; for rules that",
            "              read similarities",
            "  Tb, Ts      temperatures of scores and of similarities; default: those of the policy",
            "Other fields, such as answers to compare with, are ignored, but one that looks like a",
            "misspelt one of these is refused. Written is a list of {case, policy, allocation, weights},",
            "case by case; weights is null for rules that have none."
        })
final class AllocateCommand implements Callable<Integer> {
    private static final int MOST_PROBLEMS = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "CASES", description = "A JSON file.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(
            names = "--policy",
            paramLabel = "ID",
            description =
                    "A rule, ID or ID:PARAMETER=VALUE,..; may be repeated. By default all that need no truth and can read the case.")
    private List<String> policies = List.of();

    @Mixin
    private final PluginOption plugins = new PluginOption();

    @Override
    public Integer call() throws IOException {
        try (PluginOption.Loaded loaded = plugins.load()) {
            ExecutorService pool = Workers.of(1, loaded.patience());
            try {
                return allocate(PolicyChoice.rules(loaded.factories()), pool);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private int allocate(Map<String, PolicyFactory> rules, ExecutorService pool) throws IOException {
        List<String> problems = new ArrayList<>();
        List<PolicyChoice> choices = new ArrayList<>();
        for (String policy : policies.isEmpty() ? List.copyOf(rules.keySet()) : policies) {
            PolicyChoice.read(policy, rules, problems).ifPresent(choices::add);
        }
        AllocationCases reader = new AllocationCases(file, problems);
        List<AllocationCase> cases = reader.read();
        if (problems.isEmpty() && !policies.isEmpty()) {
            requireEmbeddings(cases, choices, problems);
        }
        if (!problems.isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            problems.stream().limit(MOST_PROBLEMS).forEach(err::println);
            if (problems.size() > MOST_PROBLEMS) {
                err.println("and " + (problems.size() - MOST_PROBLEMS) + " more problems");
            }
            return ExitCode.USAGE;
        }
        if (!reader.ignored().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(file + ": ignored: " + String.join(", ", reader.ignored()) + ". Fields that are read: "
                            + String.join(", ", AllocationCases.FIELDS) + ".");
        }
        write(cases, choices, pool, spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private void requireEmbeddings(List<AllocationCase> cases, List<PolicyChoice> choices, List<String> problems) {
        for (int c = 0; c < cases.size(); c++) {
            for (PolicyChoice choice : choices) {
                if (!readable(cases.get(c), choice.create(cases.get(c).settings()))) {
                    problems.add(file + ": case " + c + ": embeddings is missing, but " + choice.name()
                            + " reads similarities");
                }
            }
        }
    }

    private static boolean readable(AllocationCase given, StepwisePolicy policy) {
        return given.embedded() || !policy.readsSimilarity();
    }

    /** Asks all before anything is written. */
    private void write(List<AllocationCase> cases, List<PolicyChoice> choices, ExecutorService pool, PrintWriter out) {
        ObjectMapper mapper = new ObjectMapper();
        List<ObjectNode> answers = new ArrayList<>();
        for (int c = 0; c < cases.size(); c++) {
            int number = c;
            AllocationCase given = cases.get(c);
            for (PolicyChoice choice : choices) {
                StepwisePolicy policy = choice.create(given.settings());
                if (readable(given, policy)) {
                    answers.addAll(Jobs.results(
                            List.of(pool.submit(() -> answer(mapper, number, choice.name(), given, policy)))));
                }
            }
        }
        String separator = "[";
        for (ObjectNode answer : answers) {
            out.println(separator);
            out.print(answer);
            separator = ",";
        }
        out.println();
        out.println("]");
        out.flush();
    }

    private ObjectNode answer(
            ObjectMapper mapper, int number, String name, AllocationCase given, StepwisePolicy policy) {
        int k = given.frontier().size();
        int[] allocation = new int[k];
        double[] weights = new double[k];
        try {
            GivenFrontier shown = given.frontier().shownTo(policy);
            Workers.name(name);
            Workers.begin(policy);
            policy.allocate(shown, given.budget(), allocation);
            Workers.end();
            Handed.total(allocation, k, given.budget());
            if (policy instanceof WeighingPolicy weighing) {
                weighing.weigh(shown, given.budget(), weights);
                Handed.requireWeights(weights, k);
            }
        } catch (Exception | Error e) {
            Workers.end();
            throw PolicyException.by(policy.getClass(), e)
                    .when("in case " + number + " of " + file)
                    .of(name);
        }
        ObjectNode answer = mapper.createObjectNode();
        answer.put("case", number);
        answer.put("policy", name);
        answer.set("allocation", mapper.valueToTree(allocation));
        if (policy instanceof WeighingPolicy) {
            answer.set("weights", mapper.valueToTree(weights));
        } else {
            answer.putNull("weights");
        }
        return answer;
    }
}
