package ca.criticalminerals.initiatives.recording;

import ca.criticalminerals.contracts.InitiativeRegistry;
import ca.criticalminerals.contracts.ReservedIds;
import ca.criticalminerals.eventsourcing.Text;
import ca.criticalminerals.http.Problem;

/** The check that the registry assigns an initiative to the service that is asked to record about it. */
final class AssignmentCheck {
    private AssignmentCheck() {}

    static void refuse(InitiativeRegistry registry, String id, String service) {
        ReservedIds.reason(id).ifPresent(reason -> {
            throw Problem.of(409, "reserved-id", Text.of("The id is reserved", "L’identifiant est réservé"),
                    Text.of("Nothing was recorded. No initiative can have the id " + id + ". " + reason.en(),
                            "Rien n’a été consigné. Aucune initiative ne peut avoir l’identifiant " + id + ". " + reason.fr())).asException();
        });
        var owner = registry.serviceOf(id);
        if (owner.isEmpty()) {
            throw Problem.of(409, "not-assigned", Text.of("The initiative is not assigned to a service", "L’initiative n’est confiée à aucun service"),
                    Text.of("Nothing was recorded. Have an operator add the line \"" + id + "," + service + "\" to initiatives.csv (./tracker assign " + id + " "
                                    + service + ").",
                            "Rien n’a été consigné. Faites ajouter la ligne «\u00a0" + id + "," + service + "\u00a0» à initiatives.csv (./tracker assign " + id + " "
                                    + service + ").")).asException();
        }
        if (!owner.get().equals(service)) {
            throw Problem.of(409, "assigned-to-another-service", Text.of("The initiative belongs to another service", "L’initiative appartient à un autre service"),
                    Text.of("Nothing was recorded. " + id + " is assigned to " + owner.get() + ": record it there, or have another id assigned to " + service + ".",
                            "Rien n’a été consigné. " + id + " est confiée à " + owner.get() + "\u00a0: consignez-y le jalon, ou faites confier un autre identifiant à "
                                    + service + ".")).asException();
        }
    }
}
