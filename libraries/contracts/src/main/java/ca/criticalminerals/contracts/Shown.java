package ca.criticalminerals.contracts;

import ca.criticalminerals.eventsourcing.ReadableText;
import ca.criticalminerals.eventsourcing.Text;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;

/** Mistakes as people read them, in both languages. */
final class Shown {
    private static final int MOST = 60;

    private Shown() {}

    /** A value of the document, cut short, without characters that could deceive a reader. */
    static String of(JsonNode value) {
        String text = value.toString().replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]|(?<=\\p{M}{4})\\p{M}", "\uFFFD");
        return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
    }

    static Violation violation(ValidationMessage message) {
        String place = message.getInstanceLocation().toString();
        String property = message.getProperty() == null ? "" : "/" + message.getProperty().replace("~", "~0").replace("/", "~1");
        String definition = message.getSchemaLocation().toString();
        JsonNode value = message.getInstanceNode();
        Object[] limits = message.getArguments();
        return switch (message.getType()) {
            case "required" -> new Violation(place + property, Text.of("This is missing.", "Cet élément manque."));
            case "additionalProperties", "unevaluatedProperties" -> new Violation(place + property,
                    Text.of("There is no such property here.", "Cette propriété n’existe pas ici."));
            case "type" -> new Violation(place, Text.of("This has the wrong type; expected: " + limit(limits, 1) + ".",
                    "Cet élément n’est pas du bon type; attendu : " + limit(limits, 1) + "."));
            case "enum", "const" -> new Violation(place, word(definition, value));
            case "pattern", "format" -> new Violation(place, shape(definition, value));
            case "minLength", "minItems" -> new Violation(place, Text.of("This is empty.", "Cet élément est vide."));
            case "maxLength" -> new Violation(place, Text.of("This is too long; at most " + limit(limits, 0) + " characters.",
                    "Ce texte est trop long; au plus " + limit(limits, 0) + " caractères."));
            case "maxItems" -> new Violation(place, Text.of("There are too many entries; at most " + limit(limits, 0) + ".",
                    "Il y a trop d’éléments; au plus " + limit(limits, 0) + "."));
            case "uniqueItems" -> new Violation(place, Text.of("An entry stands here twice.", "Un élément y figure deux fois."));
            case "minimum" -> new Violation(place, Text.of("The number must be at least " + limit(limits, 0) + ".",
                    "Le nombre doit être d’au moins " + limit(limits, 0) + "."));
            case "maximum" -> new Violation(place, Text.of("The number must be at most " + limit(limits, 0) + ".",
                    "Le nombre doit être d’au plus " + limit(limits, 0) + "."));
            default -> new Violation(place, Text.of("This does not fit the contract: " + message.getType() + ".",
                    "Cet élément ne respecte pas le contrat : " + message.getType() + "."));
        };
    }

    private static Text word(String definition, JsonNode value) {
        if (definition.contains("/jurisdiction")) {
            return Text.of("Unknown jurisdiction code " + of(value) + ".", "Code de province ou de territoire inconnu : " + of(value) + ".");
        }
        if (definition.contains("/mineral")) {
            return Text.of("Unknown mineral code " + of(value) + ".", "Code de minéral inconnu : " + of(value) + ".");
        }
        return Text.of(of(value) + " is not one of the words that can stand here.", of(value) + " n’est pas un des mots possibles ici.");
    }

    private static Text shape(String definition, JsonNode value) {
        if (definition.contains("/partialDate")) {
            return Text.of("Not a date of the form YYYY, YYYY-MM or YYYY-MM-DD that the calendar has: " + of(value) + ".",
                    "Pas une date réelle de la forme AAAA, AAAA-MM ou AAAA-MM-JJ : " + of(value) + ".");
        }
        if (definition.contains("/day")) {
            return Text.of("Not a day of the form YYYY-MM-DD that the calendar has: " + of(value) + ".",
                    "Pas un jour réel de la forme AAAA-MM-JJ : " + of(value) + ".");
        }
        if (definition.contains("/moment")) {
            return Text.of("Not an instant in UTC of the form YYYY-MM-DDThh:mm:ssZ: " + of(value) + ".",
                    "Pas un instant UTC de la forme AAAA-MM-JJThh:mm:ssZ : " + of(value) + ".");
        }
        if (definition.contains("/amount")) {
            return Text.of("Not an amount: text of more than zero with exactly two decimals, \"75000000.00\", not " + of(value) + ".",
                    "Pas un montant : texte supérieur à zéro, avec exactement deux décimales, « 75000000.00 », et non " + of(value) + ".");
        }
        if (definition.contains("/figure")) {
            return Text.of("Not the id of a figure, like cmif.projects: " + of(value) + ".",
                    "Pas l’identifiant d’un chiffre, comme cmif.projects : " + of(value) + ".");
        }
        if (definition.contains("/counterparties")) {
            return Text.of("Not a code of a country or an organization, like DE, EU or WORLD_BANK: " + of(value) + ".",
                    "Pas un code de pays ou d’organisation, comme DE, EU ou WORLD_BANK : " + of(value) + ".");
        }
        if (definition.contains("/key") || definition.contains("/initiative") || definition.contains("/kind")) {
            return Text.of("Not a key of small letters, digits and single hyphens: " + of(value) + ".",
                    "Pas une clé de minuscules, de chiffres et de traits d’union simples : " + of(value) + ".");
        }
        return ReadableText.mistake(value.asText()).orElse(Text.of("This does not have the form that the contract asks for: " + of(value) + ".",
                "Cet élément n’a pas la forme que le contrat demande : " + of(value) + "."));
    }

    private static String limit(Object[] limits, int index) {
        return limits == null || limits.length <= index ? "?" : String.valueOf(limits[index]);
    }
}
