package ca.criticalminerals.progress.download;

import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.progress.api.Json;
import ca.criticalminerals.progress.api.Question;
import ca.criticalminerals.progress.api.Reading;
import ca.criticalminerals.progress.projection.Answer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What each column of the files means, and each member of a milestone in JSON, in both languages. */
@Path("/v1/dictionary")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class DictionaryResource {
    private static final List<Text> NOTES = List.of(
            Text.of("CSV files are UTF-8 without a byte order mark, for programs. Spreadsheet programs open the XLSX files rightly without being told so.",
                    "Les fichiers CSV sont en UTF-8 sans indicateur d’ordre des octets, pour les programmes. Les tableurs ouvrent correctement les fichiers XLSX sans qu’il faille le préciser."),
            Text.of("Codes are the same in both languages, so that files can be joined.",
                    "Les codes sont les mêmes dans les deux langues, pour que les fichiers puissent être réunis."));

    private final Reading reading;
    private final Answer dictionary = Answer.of(json().getBytes(StandardCharsets.UTF_8));

    DictionaryResource(Reading reading) {
        this.reading = reading;
    }

    @GET
    @Operation(operationId = "getDictionary", summary = "The columns of the files: what they are called in both languages, and what they mean")
    public Response dictionary(@Context UriInfo uri, @Context HttpHeaders headers) {
        Question.of(uri);
        return reading.respond(reading.view(headers), headers, MediaType.APPLICATION_JSON, dictionary).build();
    }

    private static String json() {
        var answer = Json.object();
        var tables = answer.putArray("tables");
        for (Table<?> table : Tables.ALL) {
            var shown = tables.addObject().put("table", table.key());
            Json.put(shown, "name", table.name());
            var columns = shown.putArray("columns");
            table.columns().forEach(column -> {
                var one = columns.addObject().put("column", column.key());
                Json.put(one, "name", column.name());
                Json.put(one, "meaning", column.meaning());
            });
        }
        var notes = answer.putArray("notes");
        NOTES.forEach(note -> Json.put(notes.addObject(), "note", note));
        var members = answer.putArray("members");
        Members.OF_A_MILESTONE.forEach((member, meaning) -> Json.put(members.addObject().put("member", member), "meaning", meaning));
        return answer.toString();
    }
}
