package ca.criticalminerals.progress.projection;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports ready once the view has been read: from then on it can serve honest data, also while the database is away
 * (decision 0064). Being behind the topics is honest, and said in every answer.
 */
@Readiness
@ApplicationScoped
class ViewHealth implements HealthCheck {
    private final Views views;

    ViewHealth(Views views) {
        this.views = views;
    }

    @Override
    public HealthCheckResponse call() {
        View view = views.current();
        return HealthCheckResponse.named("view").status(views.isLoaded()).withData("initiatives", view.histories().size())
                .withData("held", view.held().size()).build();
    }
}
