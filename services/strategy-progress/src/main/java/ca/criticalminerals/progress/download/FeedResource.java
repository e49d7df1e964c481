package ca.criticalminerals.progress.download;

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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The latest milestones and editions, for programs that look for news. */
@Path("/")
@Produces(FeedResource.ATOM)
@RunOnVirtualThread
class FeedResource {
    static final String ATOM = "application/atom+xml;charset=UTF-8";
    private static final int LATEST = 100;

    private final Reading reading;

    FeedResource(Reading reading) {
        this.reading = reading;
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
        Question question = Question.of(uri);
        View view = reading.view(headers);
        var feed = view.answer("feed " + l + " " + question.asOf() + "&" + question.given(), () -> Feed.of(latest(view, question, l), question, l));
        return reading.respond(view, headers, ATOM, feed).header("Content-Language", l.tag).header("X-Content-Type-Options", "nosniff").build();
    }

    private static List<News> latest(View view, Question question, Language l) {
        var milestones = Listed.newestFirst(view.initiatives(question.asOf(), question.known()))
                .filter(listed -> !listed.entry().now().effectiveOn().isAfter(question.asOf())).limit(LATEST).map(listed -> News.of(listed, question, l));
        var editions = view.editions().stream().filter(edition -> edition.isKnown(question.asOf(), question.known()))
                .flatMap(edition -> Stream.concat(Stream.of(edition.announced()), edition.withdrawal().filter(_ -> !edition.holds(question.known())).stream())
                        .map(said -> News.of(edition, said, l)));
        return Stream.concat(milestones, editions).sorted(Comparator.comparing((News news) -> news.recorded().recordedAt()).reversed()).limit(LATEST).toList();
    }
}
