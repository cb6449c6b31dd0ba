package scales.balancer.admin.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import scales.balancer.admin.Audit;

/** Tells the audit of every request that changes something, or was refused. */
final class AuditTrail {
    private final Audit audit;
    private final AdminGuard guard;

    AuditTrail(Audit audit, AdminGuard guard) {
        this.audit = audit;
        this.guard = guard;
    }

    /** Before everything that may refuse. */
    void mountRefusals(Router router) {
        router.route().handler(context -> {
            if (AdminGuard.changes(context.request())) {
                context.addEndHandler(ended -> {
                    if (context.response().getStatusCode() >= 400) {
                        audit.refused(actor(context), asked(context), String.valueOf(context.<String>get(Answers.SENTENCE)));
                    }
                });
            }
            context.next();
        });
    }

    /** Directly before the routes, which change things before they return. */
    void mountChanges(Router router) {
        router.route().handler(context -> {
            if (AdminGuard.changes(context.request())) {
                audit.watch(actor(context), asked(context), () -> {
                    context.next();
                    return null;
                });
            } else {
                context.next();
            }
        });
    }

    private Audit.Actor actor(RoutingContext context) {
        // Only browsers say these.
        boolean page = context.request().headers().contains("origin") || context.request().headers().contains("sec-fetch-site");
        return new Audit.Actor(context.request().remoteAddress().hostAddress(), page ? "the page" : "the API",
                guard.knowsToken(context.request()) ? "token" : "loopback");
    }

    private static String asked(RoutingContext context) {
        return context.request().method() + " " + context.request().uri();
    }
}
