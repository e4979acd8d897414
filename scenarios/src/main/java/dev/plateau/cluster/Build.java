package dev.plateau.cluster;

import dev.plateau.experiment.Study;
import dev.plateau.scenario.Scenario;
import java.io.IOException;
import java.io.Serializable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The classes of Plateau that a process has, to be sure that all processes of a run have the same.
 *
 * @param version of them
 * @param checksum of the jars that decide results; 0 if they are in no jars
 */
record Build(String version, long checksum) implements Serializable {

    /** Of this process. */
    static Build here() {
        @Nullable String version = Scenario.class.getPackage().getImplementationVersion();
        CRC32C sum = new CRC32C();
        try {
            sum.update(Files.readAllBytes(jar(Study.class)));
            sum.update(Files.readAllBytes(jar(Scenario.class)));
        } catch (IOException e) {
            // Folders of classes.
            return new Build(String.valueOf(version), 0);
        }
        return new Build(String.valueOf(version), sum.getValue());
    }

    /** The jar, or folder, that has a class. */
    static Path jar(Class<?> type) throws IOException {
        @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IOException(type + " is from nowhere");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
