package ca.criticalminerals.progress.editions;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.domain.Edition;
import ca.criticalminerals.progress.domain.Frozen;
import ca.criticalminerals.progress.page.EditionContent;
import ca.criticalminerals.progress.page.Language;
import ca.criticalminerals.progress.projection.View;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whether the milestones still give what was published, for anybody who doubts it. */
@Path(PublishingResource.PATH + "/{number:[1-9][0-9]{0,8}}/verification")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class VerificationResource {
    private final Reading reading;
    private final EditionContent content;

    private record Asked(int number) {}

    VerificationResource(Reading reading, EditionContent content) {
        this.reading = reading;
        this.content = content;
    }

    @GET
    @Operation(operationId = "verifyEdition", summary = "Regenerates both pages of an edition from the milestones and compares them with the published ones")
    public Response verification(@PathParam("number") int number, @Context UriInfo uri, @Context HttpHeaders headers) {
        Question.refuseAny(uri);
        View view = reading.view(headers);
        Edition edition = view.edition(number).orElseThrow(NotFoundException::new);
        return reading.respond(view, headers, MediaType.APPLICATION_JSON, Question.of(edition.point()).answer(view, new Asked(number),
                () -> Json.bytes(verified(view, edition)))).build();
    }

    private ObjectNode verified(View view, Edition edition) {
        var en = regenerated(view, edition, Language.EN, edition.published().en());
        var fr = regenerated(view, edition, Language.FR, edition.published().fr());
        ObjectNode answer = Json.object().put("number", edition.number()).put("asOf", edition.asOf().toString())
                .put("knownAt", edition.knownAt().toString()).put("provisional", view.provisional(edition.knownAt())).put("same", en.isSame() && fr.isSame());
        Json.put(answer, "explanation", explanation(List.of(en, fr)));
        ObjectNode pages = answer.putObject("pages");
        page(pages.putObject("en"), en);
        page(pages.putObject("fr"), fr);
        return Json.decided(answer, view.decisions());
    }

    private Regenerated regenerated(View view, Edition edition, Language language, Frozen published) {
        return new Regenerated(published, content.page(view.unabridged(), edition.number(), edition.point(), edition.published().approver(), language));
    }

    private static void page(ObjectNode json, Regenerated page) {
        page.published().published().ifPresent(published -> json.put("beforeRedaction", published));
        json.put("published", page.published().sha256()).put("regenerated", Frozen.digest(page.page())).put("same", page.isSame());
        page.differentFigures().forEach(json.putArray("differentFigures")::add);
    }

    private static Text explanation(List<Regenerated> pages) {
        if (pages.stream().anyMatch(page -> page.published().published().isPresent()) && pages.stream().allMatch(Regenerated::isSame)) {
            return Text.of("Texts were taken out on a legal ground after it was published. The milestones give the rest of the pages, byte by byte.",
                    "Des textes ont été supprimés pour un motif juridique après la publication. Les jalons donnent le reste des pages, octet par octet.");
        }
        if (pages.stream().allMatch(Regenerated::isSame)) {
            return Text.of("The milestones give the published pages, byte by byte.", "Les jalons donnent les pages publiées, octet par octet.");
        }
        if (pages.stream().allMatch(page -> page.differentFigures().isEmpty())) {
            return Text.of("Every figure is printed as it was published; only the rendering around them is another one in this release.",
                    "Chaque chiffre est imprimé tel qu’il a été publié; seule la présentation qui les entoure est autre dans cette version.");
        }
        return Text.of("The milestones no longer give the figures that were published: the record of that time, or the way figures are computed, is another one.",
                "Les jalons ne donnent plus les chiffres publiés\u00a0: le registre de l’époque, ou la façon de calculer les chiffres, n’est plus la même.");
    }
}
