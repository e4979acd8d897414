package dev.plateau.cli;

import dev.plateau.catalog.PluginException;
import dev.plateau.catalog.Policies;
import dev.plateau.policy.PolicyFactory;
import dev.plateau.scenario.Suggestions;
import dev.plateau.service.PolicyService;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import picocli.CommandLine.Option;

/** The options that bring policies from outside, for commands that name policies. */
final class PluginOption {
    private static final String ANSWER_WITHIN = "5s";
    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m)");
    private static final BigDecimal MOST_MILLIS = BigDecimal.valueOf(3_600_000);
    private static final String REGISTRY = "META-INF/services/" + PolicyFactory.class.getName();

    @Option(
            names = "--plugins",
            paramLabel = "JAR_OR_DIR",
            description = "Policies of your own: a jar, a folder of jars, or a folder of classes, with"
                    + " META-INF/services inside; may be repeated.")
    private List<Path> places = List.of();

    @Option(
            names = "--service",
            paramLabel = "ID=COMMAND",
            description = "A policy of your own in any language: a program that answers lines of JSON"
                    + " (docs/your-own-policy.md), such as --service 'mine=python3 mine.py'; may be repeated.")
    private List<String> services = List.of();

    @Option(
            names = "--answer-within",
            paramLabel = "TIME",
            description = "Time that a decision of a policy from outside may take, in ms, s or m. Default: 5s.")
    private String answerWithin = ANSWER_WITHIN;

    /** Policies of Plateau, of its class path and of the options; they can be used until it is closed. */
    static final class Loaded implements Closeable {
        private final URLClassLoader loader;
        private final List<PolicyService> services = new ArrayList<>();
        private final List<PolicyFactory> factories;
        private final Duration answerWithin;

        private Loaded(URLClassLoader loader, Duration answerWithin) {
            this.loader = loader;
            this.factories = new ArrayList<>(Policies.factories(loader));
            this.answerWithin = answerWithin;
        }

        private void start(String service) {
            int equals = service.indexOf('=');
            String id = equals < 0 ? service : service.substring(0, equals);
            if (equals < 0 || !Policies.isId(id)) {
                throw new PluginException("--service '" + service
                        + "' must be ID=COMMAND, and an ID is of lower-case words" + " joined by hyphens");
            }
            if (factories.stream().anyMatch(factory -> factory.id().equals(id))) {
                throw new PluginException(
                        "--service " + id + ": there is a policy of that name. Give yours an id of its own");
            }
            PolicyService started = PolicyService.start(id, service.substring(equals + 1), answerWithin);
            services.add(started);
            factories.add(started);
        }

        List<PolicyFactory> factories() {
            return List.copyOf(factories);
        }

        /** Time that a decision may take; empty if all policies are Plateau's own. */
        Optional<Duration> patience() {
            return factories.stream().anyMatch(Policies::isFromOutside) ? Optional.of(answerWithin) : Optional.empty();
        }

        @Override
        public void close() throws IOException {
            services.forEach(PolicyService::close);
            loader.close();
        }
    }

    /** Words of a command line that bring the same policies. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        places.forEach(place -> words.addAll(List.of("--plugins", place.toString())));
        services.forEach(service -> words.addAll(List.of("--service", service)));
        if (!answerWithin.equals(ANSWER_WITHIN)) {
            words.addAll(List.of("--answer-within", answerWithin));
        }
        return words;
    }

    /**
     * The jars that bring policies to other machines.
     *
     * @throws PluginException if some cannot be brought
     */
    List<Path> jars() throws IOException {
        if (!services.isEmpty()) {
            throw new PluginException("--service " + services.get(0)
                    + " runs on this machine only, not on those of --on; make it a policy in a jar");
        }
        List<Path> jars = new ArrayList<>();
        for (Path place : places) {
            for (Path root : roots(place)) {
                if (Files.isDirectory(root)) {
                    throw new PluginException("--plugins '" + root
                            + "' is a folder of classes, which cannot be sent to other machines; make it a jar");
                }
                jars.add(root.toAbsolutePath());
            }
        }
        return jars;
    }

    private Duration patience() {
        Matcher matcher = TIME.matcher(answerWithin);
        if (matcher.matches()) {
            BigDecimal units = new BigDecimal(matcher.group(1));
            int each = matcher.group(2).equals("ms") ? 1 : matcher.group(2).equals("s") ? 1000 : 60_000;
            BigDecimal millis = units.multiply(BigDecimal.valueOf(each));
            if (millis.compareTo(BigDecimal.ONE) >= 0 && millis.compareTo(MOST_MILLIS) <= 0) {
                return Duration.ofMillis(millis.longValue());
            }
        }
        throw new PluginException("--answer-within must be a time from 1ms to 60m, such as 500ms, 5s or 2m (got '"
                + Suggestions.shown(answerWithin) + "')");
    }

    /**
     * Loads the policies and starts the services.
     *
     * @throws PluginException if one cannot be loaded or started
     */
    @SuppressWarnings("MustBeClosedChecker")
    Loaded load() throws IOException {
        Duration patience = patience();
        List<URL> roots = new ArrayList<>();
        for (Path place : places) {
            for (Path root : roots(place)) {
                roots.add(root.toUri().toURL());
            }
        }
        URLClassLoader loader = new URLClassLoader(
                roots.toArray(URL[]::new), Thread.currentThread().getContextClassLoader());
        Loaded loaded;
        try {
            loaded = new Loaded(loader, patience);
        } catch (PluginException e) {
            loader.close();
            throw e;
        }
        try {
            services.forEach(loaded::start);
            return loaded;
        } catch (PluginException e) {
            loaded.close();
            throw e;
        }
    }

    /** Every file of classes that the options bring, and every file that a command names, with the sum of its bytes. */
    Map<String, String> sums() throws IOException {
        Map<String, String> sums = new LinkedHashMap<>();
        for (Path place : places) {
            for (Path root : roots(place)) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(f -> f.toString().matches(".*\\.(jar|class)"))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList()) {
                        sums.put(file.toString(), RunRecord.sha256(Files.readAllBytes(file)));
                    }
                }
            }
        }
        for (String service : services) {
            for (String word : PolicyService.words(service.substring(service.indexOf('=') + 1))) {
                Path file = Path.of(word);
                if (Files.isRegularFile(file)) {
                    sums.put(word, RunRecord.sha256(Files.readAllBytes(file)));
                }
            }
        }
        return sums;
    }

    /** The jars and folders of classes at a place; at least one of them registers a policy. */
    private static List<Path> roots(Path place) throws IOException {
        if (!Files.exists(place) || place.toString().isEmpty()) {
            throw new PluginException("--plugins '" + place + "': no such file or folder");
        }
        List<Path> roots = new ArrayList<>();
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.list(place)) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(roots::add);
            }
        }
        boolean ofClasses = Files.isDirectory(place) && Files.isRegularFile(place.resolve(REGISTRY));
        if (ofClasses || !Files.isDirectory(place)) {
            roots.add(place);
        }
        if (!ofClasses && roots.stream().noneMatch(PluginOption::registers)) {
            throw new PluginException("--plugins '" + place + "': there is no policy in it, as it has no file "
                    + REGISTRY + " that names one");
        }
        return roots;
    }

    private static boolean registers(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getEntry(REGISTRY) != null;
        } catch (ZipException e) {
            throw new PluginException("--plugins '" + jar + "': not a jar, nor a folder");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
