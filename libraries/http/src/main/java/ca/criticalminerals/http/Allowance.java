package ca.criticalminerals.http;

/** What one client may still ask for: a full minute's worth at first, and it comes back evenly. The limit is that of the moment. */
final class Allowance {
    private static final double MINUTE = 60e9;

    private double left;
    private long at;

    /** {@code now} in nanoseconds of any clock that does not go back. */
    Allowance(int perMinute, long now) {
        this.left = perMinute;
        this.at = now;
    }

    /** Takes one; how many are left then, or -1 if there was none. */
    synchronized int take(int perMinute, long now) {
        left = Math.min(perMinute, left + Math.max(0, now - at) * perMinute / MINUTE);
        at = Math.max(at, now);
        if (left < 1) {
            return -1;
        }
        left--;
        return (int) left;
    }

    /** After how many seconds, at least one, there is another. */
    synchronized int secondsUntilNext(int perMinute) {
        return (int) Math.max(1, Math.ceil((1 - left) * 60 / perMinute));
    }
}
