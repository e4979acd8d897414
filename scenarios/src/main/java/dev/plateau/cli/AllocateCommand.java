package dev.plateau.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plateau.catalog.Policies;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.StepwisePolicy;
import dev.plateau.policy.WeighingPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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

    @Override
    public Integer call() throws IOException {
        List<String> problems = new ArrayList<>();
        Map<String, PolicyFactory> rules = PolicyChoice.rules(Policies.factories());
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
        write(cases, choices, spec.commandLine().getOut());
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

    private static void write(List<AllocationCase> cases, List<PolicyChoice> choices, PrintWriter out) {
        ObjectMapper mapper = new ObjectMapper();
        String separator = "[";
        for (int c = 0; c < cases.size(); c++) {
            AllocationCase given = cases.get(c);
            for (PolicyChoice choice : choices) {
                StepwisePolicy policy = choice.create(given.settings());
                if (readable(given, policy)) {
                    out.println(separator);
                    out.print(answer(mapper, c, choice.name(), given, policy));
                    separator = ",";
                }
            }
        }
        out.println();
        out.println("]");
        out.flush();
    }

    private static ObjectNode answer(
            ObjectMapper mapper, int number, String name, AllocationCase given, StepwisePolicy policy) {
        int k = given.frontier().size();
        int[] allocation = new int[k];
        policy.allocate(given.frontier(), given.budget(), allocation);
        ObjectNode answer = mapper.createObjectNode();
        answer.put("case", number);
        answer.put("policy", name);
        answer.set("allocation", mapper.valueToTree(allocation));
        if (policy instanceof WeighingPolicy weighing) {
            double[] weights = new double[k];
            weighing.weigh(given.frontier(), given.budget(), weights);
            answer.set("weights", mapper.valueToTree(weights));
        } else {
            answer.putNull("weights");
        }
        return answer;
    }
}
