package dev.plateau.catalog;

import dev.plateau.policy.Parameter;
import dev.plateau.policy.Policy;
import dev.plateau.policy.PolicyException;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.policy.Settings;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A factory from outside, asked once for its name and parameters, which are checked then. What it makes is checked whenever it
 * makes it.
 *
 * @param factory as it was found
 * @param id its name
 * @param summary what its policy does
 * @param parameters of its policy
 */
record PlugIn(PolicyFactory factory, String id, String summary, List<Parameter> parameters) implements PolicyFactory {
    static final String ID = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final String REGISTRY = "META-INF/services/" + PolicyFactory.class.getName();

    /**
     * Those that are registered with {@link ServiceLoader}, by name.
     *
     * @throws PluginException if one cannot be loaded or says nonsense about itself
     */
    static List<PlugIn> found(ClassLoader loader) {
        List<PlugIn> found = new ArrayList<>();
        try {
            Iterator<PolicyFactory> factories =
                    ServiceLoader.load(PolicyFactory.class, loader).iterator();
            while (factories.hasNext()) {
                found.add(of(factories.next()));
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new PluginException(
                    "a policy cannot be loaded: " + reason(e) + ". Registered are policies in "
                            + registries(loader) + ", each line the name of a public class that implements "
                            + PolicyFactory.class.getName() + " and has a public constructor without parameters",
                    e);
        }
        found.sort(Comparator.comparing(PlugIn::id));
        return found;
    }

    private static PlugIn of(PolicyFactory factory) {
        String name = "the policy factory " + factory.getClass().getName();
        PlugIn made;
        try {
            made = new PlugIn(factory, factory.id(), factory.summary(), List.copyOf(factory.parameters()));
        } catch (RuntimeException | LinkageError e) {
            throw new PluginException(name + " cannot say what it makes: " + e, e);
        }
        if (made.id == null || !made.id.matches(ID)) {
            throw new PluginException(
                    name + " has the id '" + made.id + "'. An id is of lower-case words joined by hyphens");
        }
        if (made.summary == null) {
            throw new PluginException(name + " has no summary");
        }
        Set<String> names = new HashSet<>();
        for (Parameter parameter : made.parameters) {
            if (!names.add(parameter.name())) {
                throw new PluginException(name + " has two parameters '" + parameter.name() + "'");
            }
        }
        return made;
    }

    /** What the loader says, without the name of the service, and what it fell over. */
    private static String reason(Throwable failure) {
        String said = String.valueOf(failure.getMessage()).replace(PolicyFactory.class.getName() + ": ", "");
        if (!(failure instanceof ServiceConfigurationError)) {
            return failure.getClass().getSimpleName() + ": " + said;
        }
        return failure.getCause() == null ? said : said + " (" + failure.getCause() + ")";
    }

    private static String registries(ClassLoader loader) {
        try {
            return Collections.list(loader.getResources(REGISTRY)).stream()
                    .map(URL::toString)
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            return REGISTRY;
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws PolicyException if it cannot
     */
    @Override
    public Policy create(Settings settings) {
        Policy policy;
        try {
            policy = factory.create(settings);
        } catch (Exception | Error e) {
            throw PolicyException.by(factory.getClass(), e)
                    .when("when it was made")
                    .of(id);
        }
        if (policy == null) {
            throw new PolicyException("was not made: " + factory.getClass().getName() + " returns null", "").of(id);
        }
        return policy;
    }
}
