package sitrep.http.exchange;

import java.io.Serial;

/** Carries a problem from wherever it is found to the one place where it is answered. */
public final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(null, null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
