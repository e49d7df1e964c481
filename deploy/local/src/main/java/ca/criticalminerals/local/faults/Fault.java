package ca.criticalminerals.local.faults;

import java.util.List;

/**
 * Something that goes wrong.
 *
 * @param number   in the catalogue
 * @param services the instances of funding-programs that officers turn to, in this order
 */
record Fault(int number, String title, List<String> services, Script script) {
    Fault(int number, String title, Script script) {
        this(number, title, List.of(World.FUNDING), script);
    }

    /** What is done; when it returns, nothing is broken any more. */
    interface Script {
        void run(World world);
    }
}
