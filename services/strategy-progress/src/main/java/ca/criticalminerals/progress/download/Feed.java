package ca.criticalminerals.progress.download;

import ca.criticalminerals.eventsourcing.Text;
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

/** News as an Atom 1.0 feed: each milestone as it was recorded, under an id that stays; what became of it is an entry of its own. */
final class Feed {
    private static final String URN = "urn:ca.criticalminerals:";
    private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

    private final Language l;
    private final XMLStreamWriter xml;

    private Feed(Language l, XMLStreamWriter xml) {
        this.l = l;
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
            return new News(recorded, listed.initiative().names().name(), question.on(l.initiatives + recorded.initiative()));
        }

        /** That it was published, or withdrawn. */
        static News of(Edition edition, Milestone said, Language l) {
            return new News(said, Text.of("Progress update", "Mise à jour"), l.editions() + "/" + edition.number());
        }
    }

    /** The feed of the news, the last recorded first. */
    static byte[] of(List<News> news, Question question, Language l) {
        var out = new ByteArrayOutputStream();
        try {
            var xml = XML.createXMLStreamWriter(out, "UTF-8");
            new Feed(l, xml).write(news, question);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private void write(List<News> news, Question question) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
        xml.writeAttribute("xml:lang", l.tag);
        element("id", URN + "feed:" + l.code);
        element("title", l.of("Critical Minerals Strategy tracker: milestones and editions", "Suivi de la Stratégie sur les minéraux critiques : jalons et éditions"));
        element("updated", news.isEmpty() ? "1970-01-01T00:00:00Z" : news.getFirst().recorded().recordedAt().toString());
        link("self", "application/atom+xml", question.on(l.feed));
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
        element("id", URN + "milestone:" + recorded.initiative() + ":" + recorded.version());
        element("title", l.of(news.about()) + l.of(": ", " : ") + l.of(recorded.summary()));
        element("updated", recorded.recordedAt().toString());
        xml.writeStartElement("author");
        element("name", l.recorder(recorded.recorder()));
        xml.writeEndElement();
        link("alternate", "text/html", news.link());
        xml.writeEmptyElement("category");
        xml.writeAttribute("term", recorded.kind());
        element("summary", l.of(recorded.summary()) + " (" + l.date(recorded.occurredOn()) + ")");
        xml.writeEndElement();
    }

    private void link(String relation, String type, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", address);
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
