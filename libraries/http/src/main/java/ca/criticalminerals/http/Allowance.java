package ca.criticalminerals.http;

/** What one client may still ask for: a full minute's worth at first, and it comes back evenly. */
final class Allowance {
    private static final double MINUTE = 60e9;

    private final int perMinute;
    private double left;
    private long at;

    /** {@code now} in nanoseconds of any clock that does not go back. */
    Allowance(int perMinute, long now) {
        this.perMinute = perMinute;
        this.left = perMinute;
        this.at = now;
    }

    /** Takes one; how many are left then, or -1 if there was none. */
    synchronized int take(long now) {
        left = Math.min(perMinute, left + Math.max(0, now - at) * perMinute / MINUTE);
        at = Math.max(at, now);
        if (left < 1) {
            return -1;
        }
        left--;
        return (int) left;
    }

    /** After how many seconds, at least one, there is another. */
    synchronized int secondsUntilNext() {
        return (int) Math.max(1, Math.ceil((1 - left) * 60 / perMinute));
    }
}
