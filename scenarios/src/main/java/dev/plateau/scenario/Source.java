package dev.plateau.scenario;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A text that a scenario is read from: a file, or a resource of the catalogue. */
interface Source {

    /** As messages name it. */
    String name();

    /** Opens it. */
    InputStream open() throws IOException;

    /** A file named in this one, relative to it. */
    Source sibling(String path);

    /**
     * The whole text, without a byte-order mark.
     *
     * @param limit bytes that it may have
     * @throws IOException with a message for the user, if it cannot be read, is longer or is not UTF-8
     */
    default String text(int limit) throws IOException {
        byte[] bytes;
        try (InputStream in = open()) {
            bytes = in.readNBytes(limit + 1);
        }
        if (bytes.length > limit) {
            throw new IOException("larger than " + limit / 1_000_000 + " MB");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException("not a text file in UTF-8", e);
        }
    }

    /**
     * The whole text of the file that is to be read.
     *
     * @param limit bytes that it may have
     * @param problems found so far
     * @throws ScenarioException if it cannot be read
     */
    default String text(int limit, Problems problems) throws ScenarioException {
        try {
            return text(limit);
        } catch (IOException e) {
            problems.add(new Place(name(), 1, 1), "cannot read it: " + e.getMessage());
            problems.throwIfAny();
            throw new AssertionError("a problem that is none", e);
        }
    }

    /** A file of the user's. */
    record File(Path path) implements Source {
        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public InputStream open() throws IOException {
            if (Files.isDirectory(path)) {
                throw new IOException("a directory, not a file");
            }
            if (!Files.exists(path)) {
                throw new FileNotFoundException("no such file");
            }
            if (!Files.isRegularFile(path)) {
                throw new IOException("not a regular file");
            }
            if (!Files.isReadable(path)) {
                throw new IOException("not readable");
            }
            return Files.newInputStream(path);
        }

        @Override
        public Source sibling(String other) {
            return new File(path.resolveSibling(other));
        }
    }

    /**
     * A text that a file once had.
     *
     * @param file it was read from, beside which the files are that it names
     * @param recorded the text
     */
    record Recorded(Source file, String recorded) implements Source {
        @Override
        public String name() {
            return file.name();
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(recorded.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Source sibling(String other) {
            return file.sibling(other);
        }
    }

    /**
     * A text that was read elsewhere, with those of the files that it names.
     *
     * @param name it had
     * @param given the text
     * @param others by the name that it gives them
     */
    record Sent(String name, String given, Map<String, String> others) implements Source {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(given.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Source sibling(String other) {
            String text = others.get(other);
            return text == null ? new Resource("", other) : new Sent(other, text, Map.of());
        }
    }

    /**
     * A file that comes with Plateau.
     *
     * @param folder below this package, ending with a slash, or empty
     * @param name of the file
     */
    record Resource(String folder, String name) implements Source {
        /** A file of the catalogue. */
        static Resource ofCatalogue(String name) {
            return new Resource("catalogue/", name);
        }

        @Override
        public InputStream open() throws IOException {
            InputStream in = Resource.class.getResourceAsStream(folder + name);
            if (in == null) {
                throw new FileNotFoundException("no such file");
            }
            return in;
        }

        @Override
        public Source sibling(String other) {
            return new Resource(folder, other);
        }
    }
}
