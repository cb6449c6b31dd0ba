package scales.balancer.hints;

import java.util.Optional;

/** Recognises one thing. */
interface Rule {
    Optional<Hint> judge(Situation now);
}
