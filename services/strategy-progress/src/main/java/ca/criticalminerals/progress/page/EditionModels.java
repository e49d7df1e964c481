package ca.criticalminerals.progress.page;

import java.util.List;

/** What the templates of editions print. */
final class EditionModels {
    private EditionModels() {}

    /**
     * What the Progress update says about editions: that it is one, whose notice stands at an address; or where the newest one is;
     * or nothing, if all are empty.
     */
    public record Mark(String name, String approver, String notice, String link) {
        static final Mark NOTHING = new Mark("", "", "", "");
    }

    /**
     * What became of an edition: who withdrew it, when and why, if it was withdrawn; what has changed since, and the address of all of it, if there is
     * anything.
     */
    public record Notice(Language l, String withdrawn, String reason, String title, String said, List<Changed> figures, String more, String all) {}

    /** A figure that is another one by now, and why. */
    public record Changed(String sentence, List<String> why) {}

    /** An edition in the list of all. */
    public record Row(int number, String name, String link, String asOf, String asOfDay, String knownAt, String knownAtShown, String approver,
            String recordedAt, String recordedAtShown, String recordedBy, String withdrawn, String reason) {}
}
