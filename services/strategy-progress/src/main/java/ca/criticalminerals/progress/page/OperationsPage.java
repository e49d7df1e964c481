package ca.criticalminerals.progress.page;

import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.domain.History;
import ca.criticalminerals.progress.operations.States;
import ca.criticalminerals.progress.projection.Views;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * How it stands, for operators who read a page: a form takes a token, and the answer is the page. The token is in no address, in no
 * cookie and in no answer, so it is asked for again each time; browsers send nothing by themselves that another site could misuse.
 */
@Path("/")
@Produces(PageResource.HTML)
@RunOnVirtualThread
public class OperationsPage {
    private static final String EN = "/en/operations";
    private static final String FR = "/fr/exploitation";
    /** More than any token has. */
    private static final int LONGEST = 16_384;
    private static final String FIELD = "token=";

    private final Views views;
    private final States states;
    private final IdentityProviderManager identities;

    OperationsPage(Views views, States states, IdentityProviderManager identities) {
        this.views = views;
        this.states = states;
        this.identities = identities;
    }

    @CheckedTemplate(basePath = "Pages")
    static class Templates {
        static native TemplateInstance operations(Models.Frame f, String problem, Optional<OperationsContent> x);
    }

    @GET
    @Path("en/operations")
    @PermitAll
    @Operation(hidden = true)
    public Response askEn() {
        return page(Language.EN, 200, "", Optional.empty());
    }

    @GET
    @Path("fr/exploitation")
    @PermitAll
    @Operation(hidden = true)
    public Response askFr() {
        return page(Language.FR, 200, "", Optional.empty());
    }

    @POST
    @Path("en/operations")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermitAll
    @Operation(hidden = true)
    public Response showEn(InputStream form) throws IOException {
        return show(form, Language.EN);
    }

    @POST
    @Path("fr/exploitation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermitAll
    @Operation(hidden = true)
    public Response showFr(InputStream form) throws IOException {
        return show(form, Language.FR);
    }

    private Response show(InputStream form, Language l) throws IOException {
        Optional<Boolean> operator = isOperator(new String(form.readNBytes(LONGEST), StandardCharsets.ISO_8859_1));
        if (operator.isEmpty()) {
            return page(l, 401, l.of("This token is not valid, or no longer.", "Ce jeton n’est pas valide, ou ne l’est plus."), Optional.empty());
        }
        if (!operator.get()) {
            return page(l, 403, l.of("This token does not have the role of an operator.", "Ce jeton n’a pas le rôle d’exploitation (operator)."), Optional.empty());
        }
        return page(l, 200, "", Optional.of(OperationsContent.of(states.now(), l)));
    }

    /** Whether the token of the form is an operator's; empty if it is none. */
    private Optional<Boolean> isOperator(String form) {
        try {
            String token = form.startsWith(FIELD) ? URLDecoder.decode(form.substring(FIELD.length()), StandardCharsets.UTF_8).strip() : "";
            return token.isEmpty() ? Optional.empty() : Optional.of(identities
                    .authenticateBlocking(new TokenAuthenticationRequest(new JsonWebTokenCredential(token))).hasRole("operator"));
        } catch (AuthenticationFailedException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Response page(Language l, int status, String problem, Optional<OperationsContent> content) {
        var now = new Question(LocalDate.now(History.CANADA), Optional.empty(), "");
        var frame = Frames.of(views.current(), now, l, l.of("Operations", "Exploitation"), l.of(EN, FR), l.other().of(EN, FR), "/v1/operations/status");
        return PageResource.secured(Response.status(status).type(PageResource.HTML).entity(Templates.operations(frame, problem, content).render())
                .header("Cache-Control", "no-store"), l).build();
    }
}
