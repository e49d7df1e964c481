package ca.criticalminerals.progress.page;

import ca.criticalminerals.eventsourcing.InWords;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.api.Notices;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.domain.Change;
import ca.criticalminerals.progress.domain.ChangesInWords;
import ca.criticalminerals.progress.domain.Edition;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.domain.Point;
import ca.criticalminerals.progress.page.EditionModels.Changed;
import ca.criticalminerals.progress.page.EditionModels.Mark;
import ca.criticalminerals.progress.page.EditionModels.Notice;
import ca.criticalminerals.progress.page.EditionModels.Row;
import ca.criticalminerals.progress.projection.View;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;

/** Fills the pages of editions: the one that is frozen, the notice on it, and the list of all. */
@ApplicationScoped
public class EditionContent {
    /** Figures in a notice, and causes of each: all of them are on the page of what changed. */
    private static final int MOST = 20;

    private final PageContent content;
    private final Notices notices;

    EditionContent(PageContent content, Notices notices) {
        this.content = content;
        this.notices = notices;
    }

    /**
     * The page of an edition: the same bytes for the same point of the record, whatever else is known, and whenever. So nothing in it
     * comes from a clock, from how complete the view is, or from what was recorded after the point.
     */
    public byte[] page(View view, int number, Point point, Text approver, Language l) {
        Question question = Question.of(point);
        String name = l.of(Edition.name(number));
        var frame = Frames.of(view, question, l, PageContent.title(l) + l.of(", edition ", ", édition ") + number, l.update,
                address(l.other(), number), question.on("/v1/progress-update"), false).at(address(l, number));
        return content.update(view, question, l, frame, new Mark(name, l.of(approver), address(l, number) + "/notice", ""))
                .render().getBytes(StandardCharsets.UTF_8);
    }

    /** Where the newest edition is that the question can know of and that was not withdrawn by then. */
    static Mark newest(View view, Question question, Language l) {
        return view.editions().reversed().stream().filter(edition -> edition.isKnown(question.asOf(), question.known()) && edition.holds(question.known()))
                .findFirst().map(edition -> new Mark(l.of(edition.name()), "", "", address(l, edition.number()))).orElse(Mark.NOTHING);
    }

    TemplateInstance notice(View view, Edition edition, Language l) {
        var notice = notices.of(view, edition);
        String title = l.of("What has changed since edition ", "Ce qui a changé depuis l’édition ") + edition.number();
        var figures = notice.changed().stream().limit(MOST).map(change -> changed(change, l)).toList();
        int more = notice.changed().size() - figures.size();
        boolean nothing = notice.explained() && figures.isEmpty();
        return EditionPages.Templates.notice(new Notice(l, withdrawn(edition, l), edition.reason().map(l::of).orElse(""), title, said(notice, l), figures,
                more == 0 ? "" : l.of("Figures that changed and are not listed here: ", "Chiffres qui ont changé et qui ne figurent pas ici\u00a0: ") + more,
                nothing ? "" : l.changes + "?fromEdition=" + edition.number() + "&to=" + edition.asOf()));
    }

    /** By which office and when it was withdrawn; nothing while it holds. */
    private static String withdrawn(Edition edition, Language l) {
        return edition.withdrawal().map(by -> l.of("Withdrawn: ", "Retirée\u00a0: ") + l.instant(by.recordedAt()) + ", " + l.recorder(by.recorder())).orElse("");
    }

    private static String said(Notices.Notice notice, Language l) {
        if (!notice.explained()) {
            return l.of("So much has been recorded since this edition was published that it cannot be explained at once.",
                    "Tant de choses ont été consignées depuis la publication de cette édition qu’il est impossible de tout expliquer d’un coup.");
        }
        if (notice.changed().isEmpty()) {
            return l.of("Every figure of this edition is still what is known today.",
                    "Chaque chiffre de cette édition correspond encore à ce qui est connu aujourd’hui.");
        }
        String many = l.of(InWords.number(BigDecimal.valueOf(notice.changed().size())));
        return notice.changed().size() == 1 ? l.of("Since this edition was published, what is known of one of its figures has changed:",
                "Depuis la publication de cette édition, ce qui est connu d’un de ses chiffres a changé\u00a0:")
                : l.of("Since this edition was published, what is known of " + many + " of its figures has changed:",
                "Depuis la publication de cette édition, ce qui est connu de " + many + " de ses chiffres a changé\u00a0:");
    }

    private static Changed changed(Change change, Language l) {
        var why = new ArrayList<String>();
        change.parts().stream().limit(MOST).forEach(part -> why.add(l.of(ChangesInWords.because(change, part))));
        return new Changed(l.of(ChangesInWords.sentence(change)), why);
    }

    TemplateInstance list(View view, Language l) {
        var now = new Question(LocalDate.now(History.CANADA), Optional.empty(), "");
        var frame = Frames.of(view, now, l, l.of("Published editions of the Progress update", "Éditions publiées de la mise à jour"), l.editions(),
                l.other().editions(), "/v1/editions", !view.held().isEmpty());
        return EditionPages.Templates.editions(frame, view.editions().reversed().stream().map(edition -> row(edition, l)).toList());
    }

    private static Row row(Edition edition, Language l) {
        var announced = edition.announced();
        return new Row(edition.number(), l.of(edition.name()), address(l, edition.number()), edition.asOf().toString(), l.day(edition.asOf()),
                Language.iso(edition.knownAt()), l.instant(edition.knownAt()), l.of(edition.published().approver()), Language.iso(announced.recordedAt()),
                l.instant(announced.recordedAt()), l.recorder(announced.recorder()), withdrawn(edition, l), edition.reason().map(l::of).orElse(""));
    }

    private static String address(Language l, int number) {
        return l.editions() + "/" + number;
    }
}
