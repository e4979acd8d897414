package dev.plateau.scenario;

import dev.plateau.scenario.Node.Entry;
import dev.plateau.scenario.Node.Mapping;
import dev.plateau.scenario.Node.Scalar;
import dev.plateau.scenario.Node.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 into nodes that know their place. It takes the plain part of the language: one document of lists, keys
 * and values. Anchors, aliases and tags are refused, and so is nesting deeper than any scenario needs, so that no file
 * can make it run out of memory or stack.
 */
final class YamlReader {
    private static final int DEEPEST = 20;

    private final String file;
    private final Problems problems;
    private final Iterator<Event> events;
    private Place reached;

    private YamlReader(String file, String text, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.reached = new Place(file, 1, 1);
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /**
     * Reads a file whose outermost level is keys.
     *
     * @param file name for messages
     * @param text content
     * @param problems receives duplicate keys and the like, which do not stop the reading
     * @throws ScenarioException if the text is not YAML as described above
     */
    static Mapping read(String file, String text, Problems problems) throws ScenarioException {
        try {
            refuseUnprintable(file, text);
            YamlReader reader = new YamlReader(file, text, problems);
            Node root = reader.document();
            if (root instanceof Mapping mapping) {
                return mapping;
            }
            throw new Refusal(root.place(), "a scenario is a list of 'key: value' lines (got " + root.shown() + ")");
        } catch (Refusal refusal) {
            problems.add(refusal.place, refusal.text);
        } catch (MarkedYamlEngineException e) {
            problems.add(place(file, e.getProblemMark().or(e::getContextMark)), "not YAML: " + sentence(e));
        } catch (YamlEngineException e) {
            problems.add(new Place(file, 1, 1), "not YAML: " + Suggestions.shown(String.valueOf(e.getMessage())));
        }
        problems.throwIfAny();
        throw new AssertionError("a refusal without a problem");
    }

    /** The next event. The parser's own trouble with numbers in escapes and directives is reported behind the last one. */
    private Event next() {
        try {
            Event event = events.next();
            reached = place(file, event.getEndMark());
            return event;
        } catch (IllegalArgumentException e) {
            throw new Refusal(reached, "not YAML: cannot read what follows here");
        }
    }

    private Node document() {
        next(); // stream start
        if (next().getEventId() == Event.ID.StreamEnd) {
            throw new Refusal(new Place(file, 1, 1), "the file is empty");
        }
        Node root = node(next(), 0);
        next(); // document end
        Event after = next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw new Refusal(place(after), "a scenario file holds one document, and here a second one begins");
        }
        return root;
    }

    private Node node(Event event, int depth) {
        Place place = place(event);
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw new Refusal(place, "anchors (&) and aliases (*) are not allowed in a scenario");
        }
        if (depth > DEEPEST) {
            throw new Refusal(place, "nested deeper than " + DEEPEST + " levels");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(place, scalar.getTag());
            return new Scalar(place, scalar.getValue(), scalar.isPlain());
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        refuseTag(place, start.getTag());
        return start instanceof MappingStartEvent ? mapping(place, depth) : sequence(place, depth);
    }

    private Sequence sequence(Place place, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(node(event, depth + 1));
        }
        return new Sequence(place, items);
    }

    private Mapping mapping(Place place, int depth) {
        List<Entry> entries = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            Node key = node(event, depth + 1);
            Node value = node(next(), depth + 1);
            if (!(key instanceof Scalar name)) {
                throw new Refusal(key.place(), "a key is one word (got " + key.shown() + ")");
            }
            Integer first = lines.putIfAbsent(name.text(), name.place().line());
            if (first == null) {
                entries.add(new Entry(name, value));
            } else {
                problems.add(name.place(), "the key " + name.shown() + " is already given on line " + first);
            }
        }
        return new Mapping(place, entries);
    }

    private static void refuseTag(Place place, Optional<String> tag) {
        if (tag.isPresent()) {
            throw new Refusal(place, "tags (!) are not allowed in a scenario");
        }
    }

    private static void refuseUnprintable(String file, String text) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c)) {
                throw new Refusal(
                        new Place(file, line, text.codePointCount(lineStart, i) + 1),
                        String.format("not a text file: it contains the character U+%04X", c));
            }
            if (c == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
    }

    private Place place(Event event) {
        return place(file, event.getStartMark());
    }

    private static Place place(String file, Optional<Mark> mark) {
        return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(new Place(file, 1, 1));
    }

    private static String sentence(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return (context + e.getProblem()).replaceAll("\\s+", " ");
    }

    /** The file cannot be read further. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Place place;
        private final String text;

        Refusal(Place place, String text) {
            super(text, null, false, false);
            this.place = place;
            this.text = text;
        }
    }
}
