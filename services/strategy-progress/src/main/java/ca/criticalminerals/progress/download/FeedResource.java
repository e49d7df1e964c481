package ca.criticalminerals.progress.download;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.progress.api.Cursor;
import ca.criticalminerals.progress.api.Listed;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.download.Feed.News;
import ca.criticalminerals.progress.page.Language;
import ca.criticalminerals.progress.projection.View;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The latest milestones and editions, and page by page all of them, for programs that look for news. */
@Path("/")
@Produces(FeedResource.ATOM)
@RunOnVirtualThread
class FeedResource {
    static final String ATOM = "application/atom+xml;charset=UTF-8";
    private static final int LATEST = 100;

    /** The order of the lists, so that their cursors can be used. */
    private static final Comparator<News> NEWEST_FIRST = Comparator.comparing((News news) -> news.recorded().recordedAt())
            .thenComparing(news -> news.recorded().initiative()).thenComparing(news -> news.recorded().version()).reversed();

    private final Reading reading;
    private final String base;

    private record Asked(Language language, Question question, Cursor cursor) {}

    /** {@code base} is where everybody reaches the pages, {@code https://tracker.example}, without a slash at its end. */
    FeedResource(Reading reading, @ConfigProperty(name = "tracker.public-address") Optional<URI> base) {
        this.reading = reading;
        this.base = base.map(FeedResource::origin).orElse("");
    }

    private static String origin(URI address) {
        if (!address.isAbsolute() || address.getRawAuthority() == null) {
            throw new IllegalStateException("tracker.public-address is an address like https://tracker.example, not " + address);
        }
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    @GET
    @Path("en/feed.atom")
    @Operation(operationId = "getFeed", summary = "The latest hundred milestones and editions in English")
    public Response feedEn(@Context UriInfo uri, @Context HttpHeaders headers) {
        return feed(uri, headers, Language.EN);
    }

    @GET
    @Path("fr/fil.atom")
    @Operation(operationId = "getFil", summary = "The latest hundred milestones and editions in French")
    public Response feedFr(@Context UriInfo uri, @Context HttpHeaders headers) {
        return feed(uri, headers, Language.FR);
    }

    private Response feed(UriInfo uri, HttpHeaders headers, Language l) {
        var violations = new ArrayList<Violation>();
        Question question = Question.onPage(uri, violations, "cursor");
        Cursor cursor = Cursor.of(uri, violations);
        Question.refuse(violations);
        View view = reading.view(headers);
        var feed = view.lasting(new Asked(l, question, cursor), () -> Feed.of(page(view, question, cursor, l), base, question, l));
        return reading.respond(view, headers, ATOM, feed).header("Content-Language", l.tag).header("X-Content-Type-Options", "nosniff").build();
    }

    private static Feed.Page page(View view, Question question, Cursor cursor, Language l) {
        var milestones = Listed.newestFirst(view.initiatives(question.asOf(), question.known()))
                .filter(listed -> !listed.entry().now().effectiveOn().isAfter(question.asOf()) && cursor.isBefore(listed.entry())).limit(LATEST + 1L)
                .map(listed -> News.of(listed, question, l));
        var editions = view.editions().stream().filter(edition -> edition.isKnown(question.asOf(), question.known()))
                .flatMap(edition -> Stream.concat(Stream.of(edition.announced()), edition.withdrawal().filter(_ -> !edition.holds(question.known())).stream())
                        .filter(cursor::isBefore).map(said -> News.of(edition, said, l)));
        var news = Stream.concat(milestones, editions).sorted(NEWEST_FIRST).limit(LATEST + 1L).toList();
        String here = l.feed + (cursor.query().isEmpty() ? "" : "?" + cursor.query());
        String next = news.size() <= LATEST ? "" : question.on(l.feed + "?cursor=" + Cursor.behind(news.get(LATEST - 1).recorded()));
        return new Feed.Page(news.stream().limit(LATEST).toList(), question.on(here), next);
    }
}
