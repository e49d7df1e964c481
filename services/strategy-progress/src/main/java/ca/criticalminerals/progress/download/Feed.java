package ca.criticalminerals.progress.download;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.api.Cursor;
import ca.criticalminerals.progress.api.Listed;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.domain.Edition;
import ca.criticalminerals.progress.domain.Milestone;
import ca.criticalminerals.progress.page.Language;
import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * News as an Atom 1.0 feed: each milestone as it was recorded, under an id that stays; what became of it is an entry of its own. A feed
 * has pages (RFC 5005): each names the next one, until the first milestone of all.
 */
final class Feed {
    /** Of ids, which say the language because an entry in the other one is another entry. RFC 4151; nothing is there to be read. */
    private static final String TAG = "tag:criticalminerals.ca,2026:";
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

    private final Language l;
    private final String base;
    private final XMLStreamWriter xml;

    private Feed(Language l, String base, XMLStreamWriter xml) {
        this.l = l;
        this.base = base;
        this.xml = xml;
    }

    /**
     * Something that was recorded.
     *
     * @param about of what it is, before the sentence about it
     * @param link  where it can be read
     */
    record News(Milestone recorded, Text about, String link) {
        static News of(Listed listed, Question question, Language l) {
            var recorded = listed.entry().recorded();
            return new News(recorded, listed.initiative().names().name(), page(listed, question, l) + "#" + recorded.initiative() + "/" + recorded.version());
        }

        /** That it was published, or withdrawn. */
        static News of(Edition edition, Milestone said, Language l) {
            return new News(said, Text.of("Progress update", "Mise à jour"), l.editions() + "/" + edition.number());
        }

        /** The page on which the milestone stands: that of its initiative, or of an older one the list that begins with it. */
        private static String page(Listed listed, Question question, Language l) {
            var recorded = listed.entry().recorded();
            boolean onPage = listed.initiative().entries().size() - recorded.version() < Language.ROWS;
            return question.on(onPage ? l.initiatives + recorded.initiative()
                    : l.milestones + "?initiative=" + recorded.initiative() + "&cursor=" + Cursor.before(recorded));
        }
    }

    /**
     * One page of the feed.
     *
     * @param news from the last recorded on
     * @param here the address of this page
     * @param next the address of the page behind it; empty on the last one
     */
    record Page(List<News> news, String here, String next) {}

    /** The page, with links that are relative to the base. */
    static byte[] of(Page page, String base, Question question, Language l) {
        var out = new ByteArrayOutputStream();
        try {
            var xml = XML.createXMLStreamWriter(out, "UTF-8");
            new Feed(l, base, xml).write(page, question);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private void write(Page page, Question question) throws XMLStreamException {
        var news = page.news();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
        xml.writeAttribute("xml:lang", l.tag);
        xml.writeAttribute("xml:base", base.isEmpty() ? "/" : base + "/");
        element("id", TAG + l.code);
        element("title", l.of("Critical Minerals Strategy tracker: milestones and editions", "Suivi de la Stratégie sur les minéraux critiques : jalons et éditions"));
        element("updated", news.isEmpty() ? "1970-01-01T00:00:00Z" : news.getFirst().recorded().recordedAt().toString());
        author(l.of("Critical Minerals Strategy tracker", "Suivi de la Stratégie sur les minéraux critiques"));
        element("rights", l.of("This is not a publication of the Government of Canada. Each milestone names the sources on which it rests.",
                "Ceci n’est pas une publication du gouvernement du Canada. Chaque jalon nomme les sources sur lesquelles il repose."));
        link("self", "application/atom+xml", page.here());
        link("first", "application/atom+xml", question.on(l.feed));
        if (!page.next().isEmpty()) {
            link("next", "application/atom+xml", page.next());
        }
        link("alternate", "text/html", question.on(l.update));
        for (News one : news) {
            entry(one);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void entry(News news) throws XMLStreamException {
        var recorded = news.recorded();
        xml.writeStartElement("entry");
        element("id", TAG + l.code + ":" + recorded.initiative() + ":" + recorded.version());
        element("title", l.of(news.about()) + l.of(": ", " : ") + l.of(recorded.summary()));
        element("published", recorded.recordedAt().toString());
        element("updated", recorded.recordedAt().toString());
        author(l.recorder(recorded.recorder()));
        link("alternate", "text/html", news.link());
        xml.writeEmptyElement("category");
        xml.writeAttribute("term", recorded.kind());
        element("summary", l.of(recorded.summary()) + " (" + l.date(recorded.occurredOn()) + ")");
        xml.writeEndElement();
    }

    private void author(String name) throws XMLStreamException {
        xml.writeStartElement("author");
        element("name", name);
        xml.writeEndElement();
    }

    private void link(String relation, String type, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", base + address);
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(storable(text));
        xml.writeEndElement();
    }

    /** XML has no place for most control characters, not even escaped. */
    private static String storable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd");
    }
}
