package ca.criticalminerals.progress.page;

import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.page.Models.Frame;
import ca.criticalminerals.progress.page.Models.Through;
import ca.criticalminerals.progress.projection.View;
import java.util.List;

/** The frame of every page: what it is called, where it stands in both languages, and how complete it is. */
final class Frames {
    private Frames() {}

    /** The frame of a page that answers a question; the addresses are without it. */
    static Frame of(View view, Question question, Language l, String title, String here, String there, String data) {
        boolean provisional = question.knownAt().map(view::provisional).orElse(!view.held().isEmpty());
        return of(view, question, l, title, here, question.on(there), question.on(data), provisional);
    }

    /** The frame of a page whose other language and data are at these complete addresses. */
    static Frame of(View view, Question question, Language l, String title, String here, String there, String data, boolean provisional) {
        boolean live = question.knownAt().isEmpty() || provisional;
        var through = live ? view.sources().keySet().stream().map(source -> through(view, source, l)).toList() : List.<Through>of();
        var behind = live ? view.behind(question.known()).stream().map(source -> through(view, source, l)).toList() : List.<Through>of();
        var held = live ? view.held().stream().map(one -> one.initiative().orElse(l.of("no initiative", "aucune initiative"))
                + one.version().map(version -> ", " + l.of("milestone ", "jalon ") + version).orElse("") + " – " + one.reason()).distinct().toList()
                : List.<String>of();
        return new Frame(l, title, here, question.on(here), there, data, question.asOf().toString(), l.day(question.asOf()),
                question.knownAt().map(Language::iso).orElse(""), question.knownAt().map(l::instant).orElse(""), through, behind, provisional,
                held, question.on(l.update));
    }

    private static Through through(View view, String source, Language l) {
        var instant = view.sources().get(source);
        return new Through(source.substring(1), instant.map(Language::iso).orElse(""),
                instant.map(l::instant).orElse(l.of("not known yet", "pas encore connu")));
    }
}
