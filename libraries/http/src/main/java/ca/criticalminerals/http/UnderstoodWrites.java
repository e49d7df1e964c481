package ca.criticalminerals.http;

import ca.criticalminerals.contracts.Violation;
import ca.criticalminerals.eventsourcing.Text;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.MultiMap;
import jakarta.inject.Inject;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a write that asks for something that is not understood: a parameter, a preference, a condition, a key, or a body that nobody reads. Whoever asks for it wants
 * something else done than what would be done without it. It looks at every write below {@code /v1/}, behind the check of the token and
 * before the body is read.
 */
class UnderstoodWrites {
    private static final String API = "/v1/";
    private static final String KEY = "Idempotency-Key";
    private static final String PREFER = "Prefer";
    private static final String APPLIED = "Preference-Applied";
    /** Names of headers, in small letters and without what stands between them, that ask for a condition, a key, a dry run or another method. */
    private static final Pattern ASKING = Pattern.compile("if|x?if(none|un)?(match|modified|range).*|.*expectedversion.*|.*idempoten.*|repeatability.*"
            + "|x?prefer.*|.*dryrun.*|x?validat(e|ion)|.*(validate|validation|check|test)only.*|.*only(validate|validation|check|test).*"
            + "|.*(test|trial)(run|mode).*|.*simulat.*|.*preview.*|.*whatif.*|x?(http)?method(override)?|contentrange");
    private static final int MOST_NAMED = 10;
    private static final int LONGEST_SHOWN = 60;
    private static final Map<Method, Set<String>> PARAMETERS = new ConcurrentHashMap<>();

    @Inject
    CurrentVertxRequest current;

    @ServerRequestFilter
    void refuse(ContainerRequestContext request, ResourceInfo resource) {
        var vertx = current.getCurrent().request();
        MultiMap headers = vertx.headers();
        Method method = resource.getResourceMethod();
        if (method == null || SafeMethods.contain(request.getMethod()) || !current.getCurrent().normalizedPath().startsWith(API)) {
            return;
        }
        var understands = Optional.ofNullable(method.getAnnotation(Understands.class));
        var violations = new ArrayList<Violation>();
        boolean hasDryRun = understands.filter(Understands::dryRun).isPresent();
        parameters(vertx.query(), PARAMETERS.computeIfAbsent(method, UnderstoodWrites::parameters), hasDryRun, violations);
        if (vertx.path().contains(";")) {
            violations.add(Violation.parameter(";", Text.of("A path has no parameters here.", "Un chemin n’a pas de paramètres ici.")));
        }
        Preferences.of(headers.getAll(PREFER)).refusal(hasDryRun).ifPresent(why -> violations.add(Violation.header(PREFER, why)));
        conditions(headers, understands, violations);
        if (!readsBody(method) && hasBody(headers)) {
            violations.add(new Violation("", Text.of("This address reads no body: leave it out.", "Cette adresse ne lit pas de corps\u00a0: retirez-le.")));
        }
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations).asException();
        }
        encoding(headers);
    }

    /** Says which preference was followed, where the resource has not said so itself. */
    @ServerResponseFilter
    void applied(ContainerRequestContext request, ContainerResponseContext answer) {
        var context = current.getCurrent();
        if (context != null && !SafeMethods.contain(request.getMethod()) && answer.getStatus() < 300 && !answer.getHeaders().containsKey(APPLIED)) {
            Preferences.of(context.request().headers().getAll(PREFER)).applied().ifPresent(applied -> answer.getHeaders().add(APPLIED, applied));
        }
    }

    private static Set<String> parameters(Method method) {
        return Set.copyOf(Stream.of(method.getParameters()).map((Parameter one) -> one.getAnnotation(QueryParam.class)).filter(one -> one != null)
                .map(QueryParam::value).toList());
    }

    private static void parameters(@Nullable String query, Set<String> known, boolean hasDryRun, List<Violation> violations) {
        if (query == null) {
            return;
        }
        String names = known.stream().sorted().toList().toString();
        var there = known.isEmpty() ? Text.of("none", "il n’y en a aucun") : Text.of(names, "il y a " + names);
        var instead = hasDryRun ? Text.of(" A dry run is asked for with the header Prefer: handling=validate.",
                " Une simulation se demande par l’en-tête Prefer: handling=validate.") : Text.of("", "");
        var why = Text.of("There is no such parameter; there are " + there.en() + "." + instead.en(),
                "Ce paramètre n’existe pas; " + there.fr() + "." + instead.fr());
        Stream.of(query.split("&")).map(one -> one.split("=", 2)[0]).filter(name -> !name.isEmpty() && !known.contains(name)).distinct()
                .limit(MOST_NAMED).forEach(name -> violations.add(Violation.parameter(shown(name), why)));
    }

    private static void conditions(MultiMap headers, Optional<Understands> understands, List<Violation> violations) {
        once(headers, HttpHeaders.IF_MATCH, violations);
        once(headers, KEY, violations);
        // A condition that always holds asks for nothing.
        if (understands.filter(Understands::version).isEmpty() && headers.getAll(HttpHeaders.IF_MATCH).stream().anyMatch(line -> !line.strip().equals("*"))) {
            violations.add(Violation.header(HttpHeaders.IF_MATCH, Text.of("What this address does depends on no version: leave If-Match out.",
                    "Ce que fait cette adresse ne dépend d’aucune version\u00a0: retirez If-Match.")));
        }
        if (understands.filter(Understands::key).isEmpty() && !headers.getAll(KEY).isEmpty()) {
            violations.add(Violation.header(KEY, Text.of("This address knows no keys and would do it again at each repeat: leave Idempotency-Key out.",
                    "Cette adresse ne connaît pas de clés et recommencerait à chaque répétition\u00a0: retirez Idempotency-Key.")));
        }
        headers.names().stream().filter(UnderstoodWrites::asksForSomethingElse).sorted().limit(MOST_NAMED)
                .forEach(name -> violations.add(Violation.header(shown(name), Text.of(
                        "This header is not understood here; there are If-Match, Idempotency-Key and Prefer.",
                        "Cet en-tête n’est pas compris ici; il y a If-Match, Idempotency-Key et Prefer."))));
    }

    private static boolean readsBody(Method method) {
        return Stream.of(method.getParameterTypes()).anyMatch(InputStream.class::equals);
    }

    /** An empty object asks for nothing. */
    private static boolean hasBody(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return headers.contains("Transfer-Encoding") || length != null && !Set.of("0", "2").contains(length.strip());
    }

    private static void once(MultiMap headers, String name, List<Violation> violations) {
        if (headers.getAll(name).size() > 1) {
            violations.add(Violation.header(name, Text.of(name + " stands here more than once.", name + " y figure plus d’une fois.")));
        }
    }

    private static boolean asksForSomethingElse(String name) {
        if (name.equalsIgnoreCase(HttpHeaders.IF_MATCH) || name.equalsIgnoreCase(KEY) || name.equalsIgnoreCase(PREFER)) {
            return false;
        }
        return name.regionMatches(true, 0, "If-", 0, 3)
                || name.length() <= LONGEST_SHOWN && ASKING.matcher(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")).matches();
    }

    private static void encoding(MultiMap headers) {
        if (headers.getAll(HttpHeaders.CONTENT_ENCODING).stream().anyMatch(line -> !line.strip().equalsIgnoreCase("identity"))) {
            throw Problem.of(415, "unsupported-content-encoding", Text.of("The body is encoded", "Le corps est codé"),
                    Text.of("Nothing was recorded. Send the body as it is, without Content-Encoding.",
                            "Rien n’a été consigné. Envoyez le corps tel quel, sans Content-Encoding.")).asException();
        }
        if (headers.getAll("Expect").stream().anyMatch(line -> !line.strip().equalsIgnoreCase("100-continue"))) {
            throw Problem.of(417, "unknown-expectation", Text.of("The expectation is unknown", "L’attente est inconnue"),
                    Text.of("Nothing was recorded. Expect can only be 100-continue.",
                            "Rien n’a été consigné. Expect ne peut être que 100-continue.")).asException();
        }
    }

    /** What a stranger wrote, short and in letters that cannot deceive. */
    private static String shown(String name) {
        String clean = name.replaceAll("[^\\w.%-]", "?");
        return clean.length() <= LONGEST_SHOWN ? clean : clean.substring(0, LONGEST_SHOWN) + "…";
    }
}
