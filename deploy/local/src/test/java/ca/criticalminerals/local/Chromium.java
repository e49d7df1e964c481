package ca.criticalminerals.local;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The Chromium of this machine, which reads pages as people do and tells what it met. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice");

    private static final int HEIGHT = 900;

    private final Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(installed())
            .setArgs(List.of("--no-sandbox", "--disable-gpu")));

    /**
     * A page that is open.
     *
     * @param troubles errors of the console, and requests that failed or went elsewhere
     */
    record Open(BrowserContext context, Page page, List<String> troubles) implements AutoCloseable {
        /** What axe-core finds, each with the elements that it is about. */
        List<String> violations() {
            var wanted = new AxeRunOptions();
            wanted.setResultTypes(List.of("violations")); // to describe all that is as it should be takes nearly as long as to look at it
            // The legacy mode reads the page itself, which has no frames, and opens no second one for that.
            return new AxeBuilder(page).setLegacyMode(true).options(wanted).withTags(RULES).analyze().getViolations().stream().map(Open::words).toList();
        }

        void resize(int width) {
            page.setViewportSize(width, HEIGHT);
        }

        /** How many pixels the page is wider than the screen. */
        int overflow() {
            return ((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth")).intValue();
        }

        private static String words(Rule rule) {
            return rule.getId() + ": " + rule.getHelp() + rule.getNodes().stream().limit(3).map(node -> "\n    " + node.getHtml()).toList();
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** Opens the page, with everything on it unfolded. */
    Open open(String origin, String path, int width) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, HEIGHT));
        Page page = context.newPage();
        var troubles = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            // The status of a page that says what is missing or wrong is no trouble.
            if (message.type().equals("error") && !message.text().contains("the server responded with a status of 40")) {
                troubles.add(message.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(origin)) {
                troubles.add("asks " + request.url());
            }
        });
        page.onRequestFailed(request -> troubles.add("cannot get " + request.url()));
        page.navigate(origin + path);
        page.evaluate("document.fonts.ready.then(() => document.querySelectorAll('details').forEach(one => { one.open = true; }))");
        return new Open(context, page, troubles);
    }

    /** What the function returns for the argument, on a page that is empty. */
    Object evaluate(String function, Object argument) {
        try (BrowserContext context = browser.newContext()) {
            return context.newPage().evaluate(function, argument);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path installed() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst().orElseThrow(() -> new AssertionError("""
                        There is no Chromium on the PATH, in which the pages are checked; on Debian: apt-get install chromium
                        Aucun Chromium dans le PATH pour vérifier les pages; sous Debian : apt-get install chromium"""));
    }
}
