package scales.balancer.admin.http;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import scales.balancer.config.Units;

/** What stands behind the question mark; judged. Wrong values are {@link IllegalArgumentException}, with the parameter's name. */
final class Parameters {
    private Parameters() {}

    static void refuseUnknown(RoutingContext context, Set<String> known) {
        context.queryParams().names().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("unknown parameter '" + name + "'; there are "
                    + String.join(", ", known.stream().sorted().toList()));
        });
    }

    /** @return whether it is {@code true}; false when it is not there */
    static boolean flag(RoutingContext context, String name) {
        String text = text(context, name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (!text.equals("true")) {
            throw new IllegalArgumentException(name + " must be true or false, got '" + text + "'");
        }
        return true;
    }

    /** @return null when it is not there */
    static Duration duration(RoutingContext context, String name, Duration longest) {
        String text = text(context, name);
        if (text == null) {
            return null;
        }
        Duration duration;
        try {
            duration = Units.duration(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(name + ": " + wrong.getMessage());
        }
        if (duration.compareTo(longest) > 0) {
            throw new IllegalArgumentException(name + " must be " + longest.toSeconds() + "s at most, got " + text);
        }
        return duration;
    }

    static int number(RoutingContext context, String name, int otherwise, int least, int most) {
        String text = text(context, name);
        if (text == null) {
            return otherwise;
        }
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", got '" + text + "'");
        }
        return number;
    }

    static String text(RoutingContext context, String name) {
        return context.queryParams().get(name);
    }
}
