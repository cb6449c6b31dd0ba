package scales.balancer;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.balancer.config.BalancerConfig;
import scales.balancer.config.ChangeSet;
import scales.balancer.config.ConfigSource;
import scales.balancer.config.FileContent;
import scales.balancer.config.Judgement;
import scales.balancer.stats.Events;

/**
 * Takes over a configuration file that has changed: judged whole, applied as far as can be while it runs; with any problem, the
 * old one stays. Confined to the control context.
 */
final class Reload {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final Vertx vertx;
    private final ConfigSource source;
    private final Judgement started;
    private final LiveParts parts;
    private final Events events;
    private final LongSupplier nanoClock;
    private final Consumer<BalancerConfig> applied;
    private Judgement last;
    private boolean changedBefore;

    /** @param applied is told what is at work from then on */
    Reload(Vertx vertx, ConfigSource source, Judgement started, LiveParts parts, Events events, LongSupplier nanoClock,
            Consumer<BalancerConfig> applied) {
        this.vertx = vertx;
        this.source = source;
        this.started = started;
        this.last = started;
        this.parts = parts;
        this.events = events;
        this.nanoClock = nanoClock;
        this.applied = applied;
    }

    void changed(FileContent now) {
        if (now.problem() != null || ConfigSource.saysNothing(now.text())) {
            refuse(List.of("it " + (now.problem() != null ? now.problem() : "is empty")));
            return;
        }
        // Files that options name are read by the judge.
        vertx.executeBlocking(() -> source.judge(now.text()), false)
                .<Void>map(this::take)
                .onFailure(cause -> refuse(List.of(String.valueOf(cause.getMessage()))));
    }

    private Void take(Judgement next) {
        if (!next.problems().isEmpty()) {
            refuse(next.problems());
            return null;
        }
        ChangeSet changes = ChangeSet.of(started, last, next);
        // All of it before the first is changed: what cannot be made must change nothing.
        ConfigParts made = ConfigParts.of(next.config(), nanoClock);
        parts.change(changes, last.config(), next.config(), made, this::say);
        last = next;
        applied.accept(next.config());
        // The first look only makes sure that nothing changed since the balancer read it.
        if (changedBefore || !changes.isEmpty()) {
            say(changes.isEmpty() ? "nothing to apply" : "applied " + changes.text());
        }
        changedBefore = true;
        changes.atStart().forEach(option -> say(option + " needs a restart, and stays as it was"));
        return null;
    }

    private void refuse(List<String> problems) {
        changedBefore = true;
        for (String problem : problems) {
            LOG.error("Configuration {}: {}; the old one stays", source.file(), problem);
            events.add("config", "", "Configuration " + source.file() + ": " + problem + "; the old one stays");
        }
    }

    private void say(String what) {
        LOG.info("Configuration {}: {}", source.file(), what);
        events.add("config", "", "Configuration " + source.file() + ": " + what);
    }
}
