package dev.plateau.cli;

import dev.plateau.policy.PolicyFactory;
import dev.plateau.scenario.Catalogue;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program: without a command it prints its help. */
@Command(
        name = "plateau",
        description = "Simulates LLM test-time scaling: which policy, at what budget, and where does spending more stop"
                + " helping?",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            RerunCommand.class,
            PlanCommand.class,
            CalibrateCommand.class,
            ListCommand.class,
            ValidateCommand.class,
            ExploreCommand.class,
            AllocateCommand.class,
            FleetCommand.class,
            StressCommand.class,
            PhaseCommand.class,
            WorstCommand.class,
            BestCommand.class,
            SensitivityCommand.class,
            NotebookCommand.class,
            BenchCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  plateau run                            run the scenario 'saturation'",
            "  plateau run correlation --out c        write to the folder c",
            "  plateau run my.yaml --precision 0.02   a quick look at a scenario of your own",
            "  plateau rerun results/my/run.json      whether a run still gives the same bytes",
            "  plateau plan                           what to buy for three promises",
            "  plateau explore                        a page to move settings and watch curves",
            "  plateau calibrate d.csv --out d.yaml   a scenario from data of your own",
            "  plateau list policies                  who can take part",
            "  plateau list keys                      all keys of a scenario file",
            "  plateau validate *.yaml                check files without running them",
            "  plateau fleet t.csv --fleet m.yaml      serve recorded requests on machines",
            "  plateau stress --quick                 where each policy breaks",
            "  plateau worst stress/inversion --policy dora --rival rebase",
            "                                         the world where dora loses most",
            "  plateau best my.yaml --price 0.002/rollout",
            "                                         the policy and budget that are worth most",
            "  plateau sensitivity my.yaml            which settings matter",
            "  plateau notebook results/my            a Jupyter notebook over results",
            "  plateau allocate cases.json            what allocation rules make of given candidates",
            "",
            "Exit codes: 0 done, 1 fault of the program or of a policy, 2 wrong input, 130 interrupted."
        })
final class PlateauCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of a fault.")
    private boolean debug;

    private final Optional<Catalogue.Earlier> earlier;

    PlateauCommand() {
        this(Optional.empty());
    }

    /** The program, for which a scenario may be as it once was. */
    PlateauCommand(Optional<Catalogue.Earlier> earlier) {
        this.earlier = earlier;
    }

    /** The scenarios that a command may name. */
    static Catalogue catalogue(CommandSpec command, List<PolicyFactory> factories) {
        return new Catalogue(factories, ((PlateauCommand) command.root().userObject()).earlier);
    }

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
