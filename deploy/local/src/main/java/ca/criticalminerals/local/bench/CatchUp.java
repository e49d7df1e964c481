package ca.criticalminerals.local.bench;

/**
 * How long it takes until milestones that were stored at once are everywhere, in seconds: the relay publishes them while
 * strategy-progress stands still, then that reads them.
 *
 * @param published from their commit to the last record on Kafka
 * @param projected from there to the last row of the projection
 * @param visible   from there to the first reader who sees the last one
 */
record CatchUp(double published, double projected, double visible) {
    private static final int INITIATIVES = 40;

    static CatchUp of(Lab lab, int milestones) {
        lab.settle();
        lab.system().service("strategy-progress").freeze();
        var stored = Publication.of(lab, milestones);
        lab.system().service("strategy-progress").resume();
        long resumed = System.nanoTime();
        Lab.until(() -> lab.progress().projected() >= lab.topic().records());
        double projected = (System.nanoTime() - resumed) / 1e9;
        Lab.until(() -> lab.progress().includes(stored.last));
        return new CatchUp(stored.seconds, projected, (System.nanoTime() - resumed) / 1e9);
    }

    /**
     * The first part of it, while strategy-progress stands still.
     *
     * @param seconds from the commit to the last record on Kafka
     * @param last    the name of the last milestone
     */
    record Publication(double seconds, String last) {
        static Publication of(Lab lab, int milestones) {
            int each = milestones / INITIATIVES;
            long before = lab.topic().records();
            var officer = lab.stored("bulk", INITIATIVES, each);
            double seconds = Lab.seconds(() -> Lab.until(() -> lab.topic().records() >= before + milestones));
            return new Publication(seconds, officer.initiatives().getLast() + ":" + each);
        }
    }
}
