package dev.plateau.export;

import java.util.List;

/** The end of a report on a scenario whose settings or decisions were moved: what was assumed, both kinds of error, and how to make it again. */
final class Trust {
    private Trust() {}

    /**
     * Writes it.
     *
     * @param page to write to
     * @param texts of the page
     * @param origin of the result
     * @param assumed what else was assumed
     * @param sampling sentences on the error of the sample
     */
    static void write(Page page, Texts texts, Origin origin, List<String> assumed, List<String> sampling) {
        page.element("h2", texts.say("report.part.assumed"));
        page.html().append("<ul>\n");
        page.element("li", texts.say("report.assumed.tasks"));
        page.element("li", texts.say("report.assumed.attempts"));
        assumed.forEach(sentence -> page.element("li", sentence));
        page.html().append("</ul>\n");
        page.listing(texts.say("report.scenario"), origin.scenario());
        page.element("h2", texts.say("report.part.sampling"));
        page.element("p", texts.sentences(sampling));
        page.element("h2", texts.say("report.part.model"));
        page.model(origin);
        page.again(origin);
    }
}
