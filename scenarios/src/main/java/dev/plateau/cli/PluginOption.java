package dev.plateau.cli;

import dev.plateau.catalog.PluginException;
import dev.plateau.catalog.Policies;
import dev.plateau.policy.PolicyFactory;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import picocli.CommandLine.Option;

/** The option that brings policies from outside, for commands that name policies. */
final class PluginOption {
    private static final String REGISTRY = "META-INF/services/" + PolicyFactory.class.getName();

    @Option(
            names = "--plugins",
            paramLabel = "JAR_OR_DIR",
            description = "Policies of your own: a jar, a folder of jars, or a folder of classes, with"
                    + " META-INF/services inside; may be repeated.")
    private List<Path> places = List.of();

    /** Policies of Plateau, of its class path and of the option; its classes can be loaded until it is closed. */
    static final class Loaded implements Closeable {
        private final URLClassLoader loader;
        private final List<PolicyFactory> factories;

        private Loaded(URLClassLoader loader) {
            this.loader = loader;
            this.factories = Policies.factories(loader);
        }

        List<PolicyFactory> factories() {
            return factories;
        }

        @Override
        public void close() throws IOException {
            loader.close();
        }
    }

    /** Where the user said that policies are. */
    List<Path> places() {
        return places;
    }

    /**
     * Loads the policies.
     *
     * @throws PluginException if one cannot be loaded
     */
    @SuppressWarnings("MustBeClosedChecker")
    Loaded load() throws IOException {
        List<URL> roots = new ArrayList<>();
        for (Path place : places) {
            for (Path root : roots(place)) {
                roots.add(root.toUri().toURL());
            }
        }
        URLClassLoader loader = new URLClassLoader(
                roots.toArray(URL[]::new), Thread.currentThread().getContextClassLoader());
        try {
            return new Loaded(loader);
        } catch (PluginException e) {
            loader.close();
            throw e;
        }
    }

    /** Every file of classes that the option brings, with the sum of its bytes. */
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
