package dev.plateau.random;

/**
 * What a draw is for. Draws of one key for two purposes are independent. The numbers
 * give the salts, and with them every result: never reuse or change one.
 */
public enum Purpose {
    /** Difficulty of a task. */
    DIFFICULTY(1),
    /** Popularities of a task's directions. */
    POPULARITY(2),
    /** Direction that an attempt picks. */
    DIRECTION(3),
    /** Latent value of a direction. */
    QUALITY(4),
    /** Latent value of a step. */
    STEP(5),
    /** Whether an attempt finishes after a step. */
    FINISH(6),
    /** Latent value of all that a finish resolves. */
    REST(7),
    /** Tokens of a step. */
    LENGTH(8),
    /** Verifier error of a direction. */
    VERIFIER_DIRECTION(9),
    /** Verifier error that children inherit. */
    VERIFIER_PATH(10),
    /** Verifier error of one prefix. */
    VERIFIER_STEP(11),
    /** Error of the similarity. */
    SIMILARITY(12),
    /** Wrong answer of an attempt. */
    ANSWER(13),
    /** Fair resolution of ties. */
    TIE(14),
    /** Whether a sequential round keeps its direction. */
    STICK(15),
    /** Order in which recorded samples are replayed. */
    REPLAY(16),
    /** Resampling for intervals. */
    BOOTSTRAP(17),
    /** Whether a replica is slow. */
    STRAGGLER(18),
    /** Times between failures and repairs. */
    FAILURE(19),
    /** Times between arrivals. */
    ARRIVAL(20),
    /** Level of difficulty that a benchmark gives a task. */
    LEVEL(21),
    /** Whether a task is urgent. */
    URGENCY(22),
    /** Samples that a pilot or a fitted law draws. */
    PILOT(23),
    /** Verifier error of one call. */
    VERIFIER_CALL(24),
    /** Whether a sequential round repeats the last. */
    REPEAT(25),
    /** Whether a step errs. */
    MISTAKE(26),
    /** Whether a step gives away that its prefix has erred. */
    DETECTION(27),
    /** Whether the finish errs. */
    LAST_MISTAKE(28),
    /** Lots that a policy draws. */
    LOT(29),
    /** Settings that are tried. */
    DESIGN(30),
    /** Scrambling of the net that the tasks of a block are. */
    SCRAMBLE(32),
    /** Lots by which the finishes of a search are drawn several times. */
    REDRAW(31);

    private final long salt;

    Purpose(int number) {
        salt = Keys.mix(number * 0xD1342543DE82EF95L);
    }

    long salt() {
        return salt;
    }
}
