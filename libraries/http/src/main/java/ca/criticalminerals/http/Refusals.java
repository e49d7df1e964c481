package ca.criticalminerals.http;

import ca.criticalminerals.eventsourcing.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Whole answers, as bytes, to what is no request that anybody could answer; in English, since nobody can say what was asked for,
 * with both beside it.
 */
final class Refusals {
    private Refusals() {}

    static byte[] answer(int status) {
        Problem problem = problem(status);
        byte[] body = problem.json(AskedLanguage.ENGLISH).toString().getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 ").append(status).append(' ').append(problem.title().en()).append("\r\n");
        AnswerHeaders.always().forEach((name, value) -> field(head, name, value));
        field(head, "Date", AnswerHeaders.written(Instant.now()));
        field(head, "Content-Type", Problem.MEDIA_TYPE);
        field(head, "Content-Language", "en-CA");
        field(head, "Cache-Control", "no-store");
        field(head, "Content-Length", String.valueOf(body.length));
        field(head, "Connection", "close");
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        var answer = new byte[start.length + body.length];
        System.arraycopy(start, 0, answer, 0, start.length);
        System.arraycopy(body, 0, answer, start.length, body.length);
        return answer;
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 408 -> Problem.of(status, "too-slow",
                    Text.of("The request came too slowly", "La demande est arrivée trop lentement"),
                    Text.of("It had not come completely when its time was over. Nothing was recorded.",
                            "Elle n’était pas arrivée au complet à la fin du délai. Rien n’a été consigné."));
            case RequestFraming.HEADERS_TOO_LARGE -> Problem.of(status, "headers-too-large",
                    Text.of("The headers are too large", "Les en-têtes sont trop volumineux"),
                    Text.of("Nothing was recorded.", "Rien n’a été consigné."));
            case RequestFraming.NOT_IMPLEMENTED -> Problem.of(status, "unknown-transfer-coding",
                    Text.of("The transfer coding is not known", "Le codage de transfert est inconnu"),
                    Text.of("Send Content-Length, or Transfer-Encoding: chunked. Nothing was recorded.",
                            "Envoyez Content-Length, ou Transfer-Encoding: chunked. Rien n’a été consigné."));
            case RequestFraming.VERSION_NOT_SUPPORTED -> Problem.of(status, "http-version",
                    Text.of("Only HTTP/1.1 is spoken here", "Seul HTTP/1.1 est parlé ici"),
                    Text.of("HTTP/2 ends at the gateway. Nothing was recorded.",
                            "HTTP/2 prend fin à la passerelle. Rien n’a été consigné."));
            default -> Problem.of(RequestFraming.BAD_REQUEST, "not-http",
                    Text.of("The request is not HTTP as it is written", "La demande n’est pas du HTTP en bonne forme"),
                    Text.of("One Host, one length or chunks, each header on one line, lines that end with CR LF. "
                            + "Nothing was recorded.",
                            "Un seul Host, une longueur ou des blocs, chaque en-tête sur une ligne, "
                            + "des lignes terminées par CR LF. Rien n’a été consigné."));
        };
    }
}
